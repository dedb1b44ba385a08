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
  /** How much of its own question was asked for, 0–1. */
  titleShare: number;
}

/** A result without documents. */
export const noSignals: Signals = { score: 0, lead: 0, coverage: 0, similarity: 0, titleShare: 0 };

/** Weights of the logistic model; the signals are used as they are. */
export const confidenceWeights = {
  bias: -5.96,
  score: 0.46,
  lead: 2.73,
  coverage: 2.73,
  similarity: 2.33,
  titleShare: 2.19,
};

/** The model: 1 / (1 + e^−(bias + Σ weight · signal)). */
export function estimateConfidence(signals: Signals, weights = confidenceWeights): Confidence {
  const names = Object.keys(signals) as (keyof Signals)[];
  const sum = names.reduce((total, name) => total + weights[name] * signals[name], weights.bias);
  return 1 / (1 + Math.exp(-sum));
}
