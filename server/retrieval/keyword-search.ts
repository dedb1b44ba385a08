import type { Document } from "../domain.ts";
import { createAccumulator } from "./accumulator.ts";
import { createConceptScorer } from "./concept-scores.ts";
import { buildInvertedIndex, holds, type InvertedIndex, maximumGain } from "./inverted-index.ts";
import { characterBigrams } from "./ngrams.ts";
import type { Query } from "./query.ts";
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

/** Weights of the parts, measured on questions to two cities (docs/retrieval.md). */
const bigramWeight = 0.18;
const conceptWeight = 1;
/** Relations at least this strong count as saying the same. */
const coveringWeight = 0.5;
/** Article text of ordinances is exact but not written for residents: an FAQ that says the same comes first. */
const kindWeight: Record<Document["kind"], number> = { faq: 1, page: 0.9, article: 0.6 };

export interface KeywordSearch {
  /** Documents by score, best first. A score of about 1 means that every word of the question is met. */
  search(query: Query, limit: number): KeywordHit[];
  /** Which of the question's words a document (by number) holds, themselves or in other words. */
  coverage(query: Query, document: number): Coverage;
  /** Inverse document frequency of a term. */
  idf(term: string): number;
  /** Whether any document has a term. */
  isKnown(term: string): boolean;
  terms(): Iterable<string>;
}

/** Both measured by rarity. */
export interface Coverage {
  /** Share of the question's words, 0–1. */
  share: number;
  /** What was met, whatever else was said, in words as rare as can be: does not fall with every word of a long story. */
  evidence: number;
}

export interface KeywordHit {
  document: number;
  score: number;
}

/** Builds keyword search over morphemes and over character bigrams. */
export function createKeywordSearch(documents: Document[], extract: TermExtractor): KeywordSearch {
  // The articles of one ordinance repeat their subject over and over: counted in, it would seem an everyday word.
  const counts = (number: number) => documents[number]!.kind !== "article";
  const index = (split: (text: string) => string[], fields: typeof morphemeFields) =>
    buildInvertedIndex(
      documents.map((document) => fieldsOf(document, split)),
      fields,
      counts,
    );
  const morphemes = index(extract, morphemeFields);
  const bigrams = index(characterBigrams, bigramFields);
  const weights = Float32Array.from(documents, ({ kind }) => kindWeight[kind]);
  const total = createAccumulator(documents.length);
  const scoreConcept = createConceptScorer(morphemes, documents.length);

  function addTerms(terms: Iterable<string>, index: InvertedIndex, weight: number): void {
    for (const term of terms) {
      const range = index.range(term);
      if (!range) continue;
      for (let i = range.from; i < range.to; i++) total.add(index.documents[i]!, weight * index.scores[i]!);
    }
  }

  function addConcept(concept: Concept): void {
    const { documents: numbers, scores } = scoreConcept(concept);
    for (let i = 0; i < numbers.length; i++) total.add(numbers[i]!, conceptWeight * scores[i]!);
  }

  const hasTerm = (document: number, term: string) => holds(morphemes, morphemes.range(term), document);
  const rarest = morphemes.idf("");
  const worthOf = (terms: Iterable<string>) => [...terms].reduce((total, term) => total + morphemes.idf(term), 0);

  function coverage({ terms, concepts }: Query, document: number): Coverage {
    const covered = new Set([...terms].filter((term) => hasTerm(document, term)));
    for (const { terms: words, targets } of concepts) {
      const isMet = targets.some(
        (one) => one.weight >= coveringWeight && one.terms.every((term) => hasTerm(document, term)),
      );
      if (isMet) for (const word of words) covered.add(word);
    }
    const all = worthOf(terms);
    const met = worthOf(covered);
    return { share: all > 0 ? met / all : 0, evidence: met / rarest };
  }

  return {
    idf: morphemes.idf,
    isKnown: (term) => morphemes.range(term) !== undefined,
    terms: morphemes.terms,
    coverage,
    search({ terms, concepts, bigrams: pairs }, limit) {
      // Without a word of its own a question would be met by chance, through bigrams alone.
      if (terms.size === 0) return [];
      addTerms(terms, morphemes, 1);
      for (const concept of concepts) addConcept(concept);
      addTerms(pairs, bigrams, bigramWeight);
      const ideal = worthOf(terms) * maximumGain || 1;
      const best = selectTop(total.touched(), (number) => (total.values[number]! * weights[number]!) / ideal, limit);
      total.clear();
      return best;
    },
  };
}

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
