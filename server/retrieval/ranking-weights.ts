/**
 * What each part of a document's score counts beside the words of the question themselves, which count 1.
 * Chosen by scripts/train-ranking.ts; what each is worth stands in docs/retrieval.md.
 */
export interface RankingWeights {
  /** What the thesaurus puts for the words. */
  concepts: number;
  /** Pairs of neighbouring characters. */
  bigrams: number;
  /** Share of the question's words that are met at all: something on every part goes before much on one. */
  coverage: number;
  /** Nearness in meaning. */
  similarity: number;
  /** Share of the document's own question that was asked for. */
  titleShare: number;
  /** What the question wants to know of its subject. */
  facets: number;
}

export const rankingWeights: RankingWeights = {
  concepts: 1.3,
  bigrams: 0.36,
  coverage: 0.45,
  similarity: 0.25,
  titleShare: 0.35,
  facets: 0.05,
};
