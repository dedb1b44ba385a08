import { hit, ndcg, type Prediction, recall, reciprocalRank } from "./metrics.ts";
import type { AnswerableOutcome, Outcome } from "./run.ts";

/** What a resident got, in four groups. */
export type Result = "answered" | "clarified" | "unanswerable" | "other";

export function resultOf({ kind }: Outcome): Result {
  if (kind === "extracted" || kind === "generated") return "answered";
  if (kind === "clarification") return "clarified";
  return kind === "unanswerable" ? "unanswerable" : "other";
}

/** The yardsticks of one answerable question. Hits are 1 or 0; NaN where the question does not count. */
export function scoreOf({ ranked, relevant, cited, offered, ...outcome }: AnswerableOutcome) {
  const isRelevant = (id: string) => (relevant[id] ?? 0) >= 1;
  const answered = resultOf({ ranked, cited, offered, ...outcome }) === "answered";
  return {
    ndcg10: ndcg(ranked, relevant),
    recall10: recall(ranked, relevant),
    reciprocalRank: reciprocalRank(ranked, relevant),
    hit1Grade2: hit(ranked, relevant, 1, 2),
    hit3Grade2: hit(ranked, relevant, 3, 2),
    hit10Grade2: hit(ranked, relevant, 10, 2),
    hit1Any: hit(ranked, relevant, 1, 1),
    hit3Any: hit(ranked, relevant, 3, 1),
    hit10Any: hit(ranked, relevant, 10, 1),
    /** Only of questions that were answered. */
    firstCitationRelevant: answered ? Number(cited.slice(0, 1).some(isRelevant)) : Number.NaN,
    /** Whether the resident was led to a relevant document, by the answer or by a choice. */
    relevantShown: Number([...cited, ...offered].some(isRelevant)),
  };
}

export type Score = ReturnType<typeof scoreOf>;

/** The confidence claims that the first document is relevant. */
export function predictionOf({ confidence, ranked, relevant }: AnswerableOutcome): Prediction {
  return { confidence, correct: hit(ranked, relevant, 1, 1) === 1 };
}
