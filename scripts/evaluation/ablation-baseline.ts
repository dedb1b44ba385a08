import type { Document } from "../../server/domain.ts";
import { buildInvertedIndex } from "../../server/retrieval/inverted-index.ts";
import type { Analyzer, Morpheme } from "../../server/retrieval/morphology/analyzer.ts";
import { normalize } from "../../server/retrieval/normalize.ts";
import { foldSpelling, isContent, type TermExtractor } from "../../server/retrieval/terms.ts";
import { selectTop } from "../../server/retrieval/top.ts";
import type { Ranker } from "./ablation-rows.ts";

/** Plain BM25 (Robertson et al., TREC-3, 1994) over question and answer as one field, the question so many times. */
export function createBm25({ documents, extract, questionWeight = 1 }: Bm25Options): Ranker {
  const texts = documents.map(({ title, aliases, chunks }) => ({
    question: [title, ...aliases].flatMap(extract),
    answer: chunks.flatMap(({ place = "", text }) => extract(`${place}\n${text}`)),
  }));
  const repeated = texts.map(({ question, answer }) => ({
    text: [...Array.from({ length: questionWeight }, () => question).flat(), ...answer],
  }));
  const index = buildInvertedIndex(repeated, { text: { weight: 1, lengthNormalisation: 0.75 } });
  return async (question, limit, isServable) => {
    const scores = new Map<number, number>();
    for (const term of new Set(extract(question))) {
      const { from, to } = index.range(term) ?? { from: 0, to: 0 };
      for (let i = from; i < to; i++)
        scores.set(index.documents[i]!, (scores.get(index.documents[i]!) ?? 0) + index.scores[i]!);
    }
    const servable = [...scores.keys()].filter((number) => isServable(documents[number]!));
    return selectTop(servable, (number) => scores.get(number)!, limit).map(({ document }) => documents[document]!.id);
  };
}

interface Bm25Options {
  documents: Document[];
  extract: TermExtractor;
  questionWeight?: number;
}

/** Dictionary forms of nouns, verbs and adjectives, with nothing folded and nothing stopped. */
export function createLemmaExtractor(analyze: Analyzer): TermExtractor {
  return (text) =>
    analyze(text.normalize("NFKC").toLowerCase())
      .filter(isContentByPartOfSpeech)
      .map(({ lemma }) => lemma);
}

/** The product's terms without the stop words. */
export function createExtractorWithoutStopWords(analyze: Analyzer): TermExtractor {
  return (text) =>
    analyze(normalize(text))
      .filter(isContentByPartOfSpeech)
      .map(({ lemma }) => foldSpelling(lemma));
}

/** The product's terms, each way of writing a term of its own. */
export function createExtractorWithoutFolding(analyze: Analyzer): TermExtractor {
  return (text) =>
    analyze(normalize(text))
      .filter((morpheme) => isContent(morpheme) && hasLetter.test(morpheme.lemma))
      .map(({ lemma }) => lemma);
}

/** The product's terms, and each two that follow one another as one more. */
export function createExtractorWithPairs(extract: TermExtractor): TermExtractor {
  return (text) => {
    const terms = extract(text);
    return [...terms, ...terms.slice(1).map((term, i) => `${terms[i]} ${term}`)];
  };
}

/** The product's terms, and the reading of each verb and adjective as one more. */
export function createExtractorWithReadings(extract: TermExtractor, analyze: Analyzer): TermExtractor {
  const readingOf = (lemma: string) =>
    analyze(lemma)
      .map(({ reading }) => reading)
      .join("");
  return (text) => {
    const inflected = analyze(normalize(text)).filter((one) => /^(?:動詞|形容詞),自立/.test(one.pos) && isContent(one));
    return [...extract(text), ...inflected.map(({ lemma }) => `reading ${readingOf(lemma)}`)];
  };
}

const hasLetter = /[\p{L}\p{N}]/u;

/** As isContent in server/retrieval/terms.ts, but for the stop words. */
function isContentByPartOfSpeech({ pos, lemma }: Morpheme): boolean {
  if (!hasLetter.test(lemma)) return false;
  return /^(?:名詞,(?!非自立|代名詞)|動詞,自立|形容詞,自立|接頭詞)/.test(pos);
}
