/**
 * How sure the retriever is, 0–1: logistic models over a few signals of the result,
 * fitted and checked by scripts/train-confidence.ts.
 */
export interface Confidence {
  /** That the first document answers the question. */
  first: number;
  /** That one of the first three does. */
  shortlist: number;
}

/** What a result looks like from outside. */
export interface Signals {
  /** Fused score of the first document, about 0–2. */
  score: number;
  /** How far the second document is behind, as a share of the first one's score, 0–1. */
  lead: number;
  /** Share of the question's words that the first document holds, by rarity, 0–1; the score has it already. */
  coverage: number;
  /** What of the question was met, by rarity, 0–1: saturates, so that a long story does not count against it. */
  evidence: number;
  /** Cosine similarity of its best passage, 0–1. */
  similarity: number;
  /** How much of its own question was asked for, 0–1. */
  titleShare: number;
}

/** A result without documents. */
export const noSignals: Signals = {
  score: 0,
  lead: 0,
  coverage: 0,
  evidence: 0,
  similarity: 0,
  titleShare: 0,
};

type Weights = Partial<Signals> & { bias: number };

const firstWeights: Weights = {
  bias: -7.91,
  score: 1.59,
  lead: 2.21,
  evidence: 8.25,
  similarity: 0.51,
  titleShare: 0.92,
};
/** How far the first is ahead of the second says nothing about the three together. */
const shortlistWeights: Weights = {
  bias: -8.04,
  score: 2.21,
  evidence: 9.06,
  similarity: 0.68,
  titleShare: 0.67,
};

/** Estimates the confidence in a result. */
export function estimateConfidence(signals: Signals): Confidence {
  return { first: logistic(signals, firstWeights), shortlist: logistic(signals, shortlistWeights) };
}

/** 1 / (1 + e^−(bias + Σ weight · signal)). */
function logistic(signals: Signals, { bias, ...weights }: Weights): number {
  const names = Object.keys(weights) as (keyof Signals)[];
  const sum = names.reduce((total, name) => total + (weights[name] ?? 0) * signals[name], bias);
  return 1 / (1 + Math.exp(-sum));
}
