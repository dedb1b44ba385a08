/** How sure the retriever is that its first document answers the question, 0–1. */
export type Confidence = number;

/** Logistic curve over the best score: even odds at the midpoint. */
const midpoint = 0.42;
const steepness = 14;

/** Estimates the confidence from the scores of the documents found, best first. */
export function estimateConfidence(scores: number[]): Confidence {
  const best = scores[0];
  return best === undefined ? 0 : 1 / (1 + Math.exp(-steepness * (best - midpoint)));
}
