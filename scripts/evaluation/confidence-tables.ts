import { type Case, featuresOf, type Model } from "./confidence-cases.ts";
import { type Estimate, predictionsOf, type Quality } from "./confidence-fit.ts";
import type { LogisticModel } from "./logistic.ts";
import { decimals, markdownTable, percentage } from "./markdown-table.ts";
import { mean, reliabilityBins } from "./metrics.ts";

/** A fitted model as it is written in server/retrieval/confidence.ts. */
export function toSource(model: Model, { bias, weights }: LogisticModel): string {
  const lines = featuresOf[model].map((name, i) => `  ${name}: ${weights[i]!.toFixed(2)},`);
  return [`const ${model}Weights: Weights = {`, `  bias: ${bias.toFixed(2)},`, ...lines, "};"].join("\n");
}

export function qualityTable(rows: { name: string; quality: Quality }[]): string {
  return markdownTable(
    [
      "",
      "AUROC out of scope",
      "AUROC right/wrong",
      "log loss",
      "ECE answerable",
      "ECE asked",
      "asked: promised",
      "kept",
      "from .85: n",
      "promised",
      "kept",
    ],
    rows.map(({ name, quality }) => [
      name,
      decimals(quality.aurocOutOfScope),
      decimals(quality.aurocRight),
      decimals(quality.logLoss),
      decimals(quality.calibrationAnswerable),
      decimals(quality.calibrationAsked),
      decimals(quality.asked.promised),
      decimals(quality.asked.kept),
      String(quality.sure.count),
      decimals(quality.sure.promised),
      decimals(quality.sure.kept),
    ]),
  );
}

/** In each tenth of the confidence: how many, the confidence promised, and how often it was kept. */
export function reliabilityTable(estimates: Estimate[], model: Model): string {
  const asked = estimates.filter((one) => one.case.origin !== "leaveOut");
  return markdownTable(
    ["confidence", "questions", "promised", "kept"],
    reliabilityBins(predictionsOf(asked, model)).map(({ from, to, count, confidence, accuracy }) => [
      `${from.toFixed(1)}–${to.toFixed(1)}`,
      String(count),
      decimals(confidence),
      decimals(accuracy),
    ]),
  );
}

/** The first document answers from `answer` on, else the first three are offered when they reach `clarify`. */
export interface Thresholds {
  answer: number;
  clarify: number;
}

const thresholdSteps = [0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8];

/** What answering from each confidence on would mean; the estimates of both models are of the same cases. */
export function thresholdTable(first: Estimate[], shortlist: Estimate[], clarify: number): string {
  return markdownTable(
    [
      "answer from",
      "answered",
      "of those right",
      "clarified",
      "out of scope answered",
      "clarified",
      "leave-out answered",
    ],
    thresholdSteps.map((answer) => {
      const steps = stepsOf(first, shortlist, { answer, clarify });
      const share = (origin: Case["origin"], step: Step) =>
        percentage(
          mean(steps.filter(({ case: one }) => one.origin === origin).map((one) => Number(one.step === step))),
        );
      const answered = steps.filter(({ case: one, step }) => one.origin === "answerable" && step === "answer");
      return [
        answer.toFixed(2),
        share("answerable", "answer"),
        percentage(mean(answered.map(({ case: { right } }) => Number(right.first)))),
        share("answerable", "clarify"),
        share("outOfScope", "answer"),
        share("outOfScope", "clarify"),
        share("leaveOut", "answer"),
      ];
    }),
  );
}

type Step = "answer" | "clarify" | "unanswerable";

function stepsOf(first: Estimate[], shortlist: Estimate[], thresholds: Thresholds): { case: Case; step: Step }[] {
  return first.map(({ case: one, confidence }, i) => {
    if (confidence >= thresholds.answer) return { case: one, step: "answer" };
    return { case: one, step: shortlist[i]!.confidence >= thresholds.clarify ? "clarify" : "unanswerable" };
  });
}
