import { ndcg } from "./metrics.ts";
import type { AnswerableOutcome, Outcome, Outcomes } from "./run.ts";
import { predictionOf, resultOf } from "./scores.ts";

/** A document that should have come first, and where it came. */
export interface Wanted {
  id: string;
  grade: number;
  /** From 1; undefined when it was not among the first ten. */
  rank: number | undefined;
}

export interface Miss {
  outcome: AnswerableOutcome;
  /** Highest grade first. */
  wanted: Wanted[];
}

/** Questions whose first document is not relevant, the worst order first, and of those the surest first. */
export function worstMisses({ answerable }: Outcomes, limit: number): Miss[] {
  return answerable
    .filter((outcome) => !predictionOf(outcome).correct)
    .map((outcome) => ({ outcome, quality: ndcg(outcome.ranked, outcome.relevant) }))
    .sort((a, b) => a.quality - b.quality || b.outcome.confidence - a.outcome.confidence)
    .slice(0, limit)
    .map(({ outcome }) => ({ outcome, wanted: wantedOf(outcome) }));
}

function wantedOf({ ranked, relevant }: AnswerableOutcome): Wanted[] {
  return Object.entries(relevant)
    .filter(([, grade]) => grade >= 1)
    .sort(([, a], [, b]) => b - a)
    .map(([id, grade]) => ({ id, grade, rank: ranked.indexOf(id) + 1 || undefined }));
}

/** Questions without an answer that were answered all the same, the surest first. */
export function wronglyAnswered(outcomes: Outcome[]): Outcome[] {
  return outcomes.filter((outcome) => resultOf(outcome) === "answered").sort((a, b) => b.confidence - a.confidence);
}
