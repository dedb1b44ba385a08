/**
 * How sure the retriever is that its first document answers the question, 0–1: a logistic model over
 * a few signals of the result, fitted and checked by scripts/train-confidence.ts.
 */
export type Confidence = number;

/** What a result looks like from outside. */
export interface Signals {
  /** Fused score of the first document, about 0–2. */
  score: number;
  /** How far the second document is behind, as a share of the first one's score, 0–1. */
  lead: number;
  /** Share of the question's words that the first document holds, by rarity, 0–1. */
  coverage: number;
  /** Cosine similarity of its best passage, 0–1. */
  similarity: number;
}

/** Weights of the logistic model; the signals are used as they are. */
export const confidenceWeights = { bias: -5.48, score: 0.61, lead: 3.76, coverage: 2.68, similarity: 3.2 };

/** The model: 1 / (1 + e^−(bias + Σ weight · signal)). */
export function estimateConfidence(signals: Signals, weights = confidenceWeights): Confidence {
  const { bias, score, lead, coverage, similarity } = weights;
  const sum =
    bias + score * signals.score + lead * signals.lead + coverage * signals.coverage + similarity * signals.similarity;
  return 1 / (1 + Math.exp(-sum));
}
