import { createAccumulator } from "./accumulator.ts";
import type { InvertedIndex } from "./inverted-index.ts";
import type { Concept, Target } from "./thesaurus.ts";

/** What a concept is worth in each document that holds one of its targets. */
export interface ConceptScores {
  documents: Int32Array;
  scores: Float32Array;
  /** Those of the documents that hold a whole target. */
  met: Int32Array;
}

const nowhere = { from: 0, to: 0 };
/** A target rarer than the words that led to it would outweigh them: its worth is held to this multiple of theirs. */
const conceptCap = 1.5;
/** Less of a phrase than this share, by rarity, says nothing. */
const leastShare = 0.4;
/** Sums of 32-bit numbers are not exact. */
const nearlyAll = 0.999;

/**
 * Scores concepts: in each document the best of the concept's targets counts, since they say the same.
 * A concept of the thesaurus scores the same in every question, so it is computed once.
 */
export function createConceptScorer(index: InvertedIndex, size: number): (concept: Concept) => ConceptScores {
  const known = new WeakMap<Concept, ConceptScores>();
  const best = createAccumulator(size);
  const sum = createAccumulator(size);
  const covered = new Float32Array(size);
  const isWhole = new Uint8Array(size);
  const worthOf = (terms: string[]) => terms.reduce((total, term) => total + index.idf(term), 0);

  /** Most targets are one word: met or not, and nothing to add up. */
  function scoreWord(word: string, scale: number): void {
    const { from, to } = index.range(word) ?? nowhere;
    for (let i = from; i < to; i++) {
      const document = index.documents[i]!;
      best.raise(document, scale * index.scores[i]!);
      isWhole[document] = 1;
    }
  }

  function scorePhrase(terms: string[], own: string[], scale: number, all: number): void {
    const rarestFirst = terms.toSorted((a, b) => index.idf(b) - index.idf(a));
    let rest = all;
    for (const term of rarestFirst) {
      const { from, to } = index.range(term) ?? nowhere;
      const idf = index.idf(term);
      // The common words alone cannot make up the least share: they are added only where a rarer one stands.
      const canBegin = rest >= leastShare * all;
      rest -= idf;
      // Words that the question holds itself are counted there; here they only complete the phrase.
      const counts = !own.includes(term);
      for (let i = from; i < to; i++) {
        const document = index.documents[i]!;
        if (!canBegin && covered[document] === 0) continue;
        if (counts) sum.add(document, index.scores[i]!);
        covered[document]! += idf;
      }
    }
    for (const document of sum.touched()) {
      // A document with only some words of a phrase is about something else: its share counts squared.
      const share = covered[document]! / all;
      if (share < leastShare) continue;
      if (share > nearlyAll) isWhole[document] = 1;
      best.raise(document, scale * sum.values[document]! * share * share);
    }
    for (const term of terms) {
      const { from, to } = index.range(term) ?? nowhere;
      for (let i = from; i < to; i++) covered[index.documents[i]!] = 0;
    }
    sum.clear();
  }

  function scoreTarget({ terms, weight }: Target, own: string[], reach: number): void {
    const all = worthOf(terms);
    const scale = weight * Math.min(1, reach / all);
    if (terms.length > 1) scorePhrase(terms, own, scale, all);
    else if (!own.includes(terms[0]!)) scoreWord(terms[0]!, scale);
  }

  return (concept) => {
    const earlier = known.get(concept);
    if (earlier) return earlier;
    const reach = worthOf(concept.terms) * conceptCap;
    for (const target of concept.targets) scoreTarget(target, concept.terms, reach);
    const documents = best.touched().slice();
    // Plain loops: a common word stands in a hundred thousand documents.
    const scores = new Float32Array(documents.length);
    const met = new Int32Array(documents.length);
    let whole = 0;
    for (let i = 0; i < documents.length; i++) {
      const document = documents[i]!;
      scores[i] = best.values[document]!;
      if (isWhole[document] === 1) met[whole++] = document;
      isWhole[document] = 0;
    }
    best.clear();
    const found = { documents, scores, met: met.slice(0, whole) };
    known.set(concept, found);
    return found;
  };
}
