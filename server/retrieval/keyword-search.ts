import type { Document } from "../domain.ts";
import { createAccumulator } from "./accumulator.ts";
import { createConceptScorer } from "./concept-scores.ts";
import { type Coverage, createCoverageCounter } from "./coverage.ts";
import { buildInvertedIndex, maximumGain } from "./inverted-index.ts";
import { characterBigrams } from "./ngrams.ts";
import type { Query } from "./query.ts";
import { type RankingWeights, rankingWeights } from "./ranking-weights.ts";
import type { TermExtractor } from "./terms.ts";
import type { Concept } from "./thesaurus.ts";
import { selectTop } from "./top.ts";

/** Fields of a document: the question counts most, then residents' other ways of asking it. */
const morphemeFields = {
  title: { weight: 3, lengthNormalisation: 0.5 },
  aliases: { weight: 3, lengthNormalisation: 0.6 },
  headings: { weight: 1, lengthNormalisation: 0.5 },
  body: { weight: 1, lengthNormalisation: 0.75 },
};
const bigramFields = {
  title: { weight: 5, lengthNormalisation: 0.3 },
  aliases: { weight: 3, lengthNormalisation: 0.6 },
  headings: { weight: 1, lengthNormalisation: 0.5 },
  body: { weight: 1, lengthNormalisation: 0.75 },
};

/** Bigrams in more than a fifth of the documents (ます, つい) cost the most time and say nothing. */
const minimumBigramIdf = 1.5;
/** Article text of ordinances is exact but not written for residents: an FAQ that says the same comes first. */
const kindWeight: Record<Document["kind"], number> = { faq: 1, page: 0.9, article: 0.6 };

export interface KeywordSearch {
  /** Documents by score, best first. */
  search(query: Query, limit: number): KeywordHit[];
  /** Inverse document frequency of a term. */
  idf(term: string): number;
  /** Whether any document has a term. */
  isKnown(term: string): boolean;
  terms(): Iterable<string>;
}

export interface KeywordHit {
  document: number;
  /** About 1.5 when every word of the question is met. */
  score: number;
  coverage: Coverage;
}

/** Builds keyword search over morphemes and over character bigrams. */
export function createKeywordSearch(
  documents: Document[],
  extract: TermExtractor,
  weights: RankingWeights = rankingWeights,
): KeywordSearch {
  // The articles of one ordinance repeat their subject over and over: counted in, it would seem an everyday word.
  const tellsRarity = (number: number) => documents[number]!.kind !== "article";
  const index = (split: (text: string) => string[], fields: typeof morphemeFields, minimumIdf: number) =>
    buildInvertedIndex(
      documents.map((document) => fieldsOf(document, split)),
      fields,
      { counts: tellsRarity, minimumIdf },
    );
  const morphemes = index(extract, morphemeFields, 0);
  const bigrams = index(characterBigrams, bigramFields, minimumBigramIdf);
  const kinds = Float32Array.from(documents, ({ kind }) => kindWeight[kind]);
  const total = createAccumulator(documents.length);
  const covered = createCoverageCounter(documents.length);
  const scoreConcept = createConceptScorer(morphemes, documents.length);

  /** Adds the word's own score, and marks where it is met, itself or by another that says the same. */
  function addWord(word: string, concepts: Concept[]): void {
    covered.begin(morphemes.idf(word));
    const { from, to } = morphemes.range(word) ?? nowhere;
    for (let i = from; i < to; i++) {
      total.add(morphemes.documents[i]!, morphemes.scores[i]!);
      covered.mark(morphemes.documents[i]!);
    }
    for (const concept of concepts)
      if (concept.terms.includes(word)) for (const document of scoreConcept(concept).met) covered.mark(document);
  }

  function addConcept(concept: Concept): void {
    const { documents: numbers, scores } = scoreConcept(concept);
    for (let i = 0; i < numbers.length; i++) total.add(numbers[i]!, weights.concepts * scores[i]!);
  }

  function addBigram(bigram: string): void {
    const { from, to } = bigrams.range(bigram) ?? nowhere;
    for (let i = from; i < to; i++) total.add(bigrams.documents[i]!, weights.bigrams * bigrams.scores[i]!);
  }

  const rarest = morphemes.idf("");

  return {
    idf: morphemes.idf,
    isKnown: (term) => morphemes.range(term) !== undefined,
    terms: morphemes.terms,
    search({ terms, concepts, bigrams: pairs }, limit) {
      // Without a word of its own a question would be met by chance, through bigrams alone.
      if (terms.size === 0) return [];
      let all = 0;
      for (const term of terms) {
        addWord(term, concepts);
        all += morphemes.idf(term);
      }
      for (const concept of concepts) addConcept(concept);
      for (const pair of pairs) addBigram(pair);
      const scoreOf = (document: number) => {
        const share = covered.worthOf(document) / all;
        return kinds[document]! * (total.values[document]! / (all * maximumGain) + weights.coverage * share);
      };
      const hits = selectTop(total.touched(), scoreOf, limit).map(({ document, score }) => {
        const met = covered.worthOf(document);
        return { document, score, coverage: { share: met / all, evidence: met / rarest } };
      });
      covered.clear();
      total.clear();
      return hits;
    },
  };
}

const nowhere = { from: 0, to: 0 };

function fieldsOf(
  document: Document,
  split: (text: string) => string[],
): Record<keyof typeof morphemeFields, string[]> {
  const headings = new Set(document.chunks.flatMap((chunk) => chunk.place ?? []));
  return {
    title: split(document.title),
    aliases: document.aliases.flatMap(split),
    headings: [...headings].flatMap(split),
    body: document.chunks.flatMap((chunk) => split(chunk.text)),
  };
}
