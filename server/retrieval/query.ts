import { type Facet, facetsOf } from "./facets.ts";
import type { Homophones } from "./homophones.ts";
import type { KanaRestorer } from "./kana.ts";
import type { Analyzer } from "./morphology/analyzer.ts";
import { characterBigrams } from "./ngrams.ts";
import { normalize } from "./normalize.ts";
import type { SpellingCorrector } from "./spelling.ts";
import type { TermExtractor } from "./terms.ts";
import type { Concept, Thesaurus } from "./thesaurus.ts";

/** A question taken apart once, for everything that looks things up with it. */
export interface Query {
  text: string;
  /** The resident's own words, without names that nothing published mentions. */
  terms: Set<string>;
  /** What the thesaurus puts for them. */
  concepts: Concept[];
  /** Own words and close stand-ins, each with how surely it was said (0–1). */
  said: Map<string, number>;
  bigrams: Set<string>;
  facets: Facet[];
}

/** Relations of the thesaurus at least this strong count as the resident's own words. */
const sayingWeight = 0.5;

/** The same word in another script … */
const homophoneWeight = 0.8;
/** What stands for a misspelt word counts a little less than the word. */
const correctionWeight = 0.9;

/** Where in the city somebody lives: 「中央1丁目2番3号」. */
const blockNumber = /[\d一二三四五六七八九十]+丁目(?:の?\d+番?地?)?(?:[の-]?\d+号?)*/g;
const name = /^名詞,固有名詞,(?:地域|組織)/;
/** The analyser takes English words for organisations. */
const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export interface QueryReaderParts {
  analyze: Analyzer;
  extract: TermExtractor;
  thesaurus?: Thesaurus | undefined;
  restoreKana: KanaRestorer;
  /** Whether the corpus has a word. */
  isKnown: (term: string) => boolean;
  correct: SpellingCorrector;
  homophones: Homophones;
}

/** Makes the reader of questions. */
export function createQueryReader(parts: QueryReaderParts): (question: string) => Query {
  const { analyze, extract, thesaurus, restoreKana, isKnown, correct, homophones } = parts;
  const standIns = (word: string, others: string[], weight: number): Concept[] =>
    others.length > 0 ? [{ terms: [word], targets: others.map((other) => ({ terms: [other], weight })) }] : [];
  const isUnknown = (word: string, concepts: Concept[]) =>
    !isKnown(word) && !concepts.some(({ terms }) => terms.includes(word));
  /** A word that neither the corpus nor the thesaurus knows stands for those it was probably meant to be. */
  function corrections(words: string[], concepts: Concept[]): Concept[] {
    return words
      .filter((word) => isUnknown(word, concepts))
      .flatMap((word) => standIns(word, correct(word), correctionWeight));
  }
  /** Whence somebody came, where a thing was bought: names that nothing published mentions tell no entry from another. */
  function unknownNames(text: string, concepts: Concept[]): Set<string> {
    const names = analyze(text).filter(({ pos, surface }) => name.test(pos) && japanese.test(surface));
    return new Set(names.flatMap(({ surface }) => extract(surface)).filter((word) => isUnknown(word, concepts)));
  }
  return (question) => {
    const text = restoreKana(normalize(question).replace(blockNumber, " "));
    const words = extract(text);
    const matched = thesaurus?.match(words) ?? [];
    const inOtherScript = words.flatMap((word) => standIns(word, homophones(word), homophoneWeight));
    const concepts = [...matched, ...inOtherScript, ...corrections(words, matched)];
    const unknown = unknownNames(text, concepts);
    return {
      text,
      terms: new Set(words.filter((word) => !unknown.has(word))),
      concepts,
      said: saidBy(words, concepts),
      bigrams: new Set(characterBigrams(text)),
      facets: facetsOf(text),
    };
  };
}

function saidBy(words: string[], concepts: Concept[]): Map<string, number> {
  const said = new Map<string, number>();
  for (const { targets } of concepts)
    for (const { terms, weight } of targets)
      if (weight >= sayingWeight) for (const term of terms) said.set(term, Math.max(said.get(term) ?? 0, weight));
  for (const word of words) said.set(word, 1);
  return said;
}
