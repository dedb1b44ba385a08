import { percentile } from "../bench/row.ts";
import { bootstrapInterval, type Interval } from "./bootstrap.ts";
import { auroc, expectedCalibrationError, mean, type Prediction, riskCoverage, surest } from "./metrics.ts";
import type { Outcome, Outcomes } from "./run.ts";
import { predictionOf, type Result, resultOf, type Score, scoreOf } from "./scores.ts";

/** One line of the report. */
export interface Figure {
  /** Its name in the JSON. */
  name: string;
  /** Its name for readers. */
  label: string;
  /** NaN when nothing was there to measure. */
  value: number;
  unit: "" | "%" | "µs" | "ms";
  interval?: Interval;
  /** How many questions it is measured on. */
  count: number;
}

const answeredAt = 0.7;

/** Everything that is measured, in the order of the report. */
export function figuresOf(outcomes: Outcomes): Figure[] {
  return [
    ...rankingFigures(outcomes),
    ...answerFigures(outcomes),
    ...honestyFigures(outcomes),
    ...timeFigures(outcomes),
  ];
}

function rankingFigures({ answerable }: Outcomes): Figure[] {
  const scores = answerable.map(scoreOf);
  const figure = (name: string, label: string, unit: Figure["unit"], key: keyof Score) =>
    meanFigure(
      name,
      label,
      unit,
      scores.map((score) => score[key]),
    );
  return [
    figure("ndcg10", "nDCG@10", "", "ndcg10"),
    figure("recall10", "Recall@10", "", "recall10"),
    figure("mrr", "MRR", "", "reciprocalRank"),
    figure("hit1Grade2", "正しい文書（段階2）が1番目", "%", "hit1Grade2"),
    figure("hit3Grade2", "同 3番目まで", "%", "hit3Grade2"),
    figure("hit10Grade2", "同 10番目まで", "%", "hit10Grade2"),
    figure("hit1Any", "関係する文書（段階1以上）が1番目", "%", "hit1Any"),
    figure("hit3Any", "同 3番目まで", "%", "hit3Any"),
    figure("hit10Any", "同 10番目まで", "%", "hit10Any"),
  ];
}

function answerFigures({ answerable }: Outcomes): Figure[] {
  const scores = answerable.map(scoreOf);
  const shown = scores.map(({ relevantShown }) => relevantShown);
  const cited = scores.map(({ firstCitationRelevant }) => firstCitationRelevant);
  return [
    resultFigure("answeredShare", "答えた", answerable, "answered"),
    resultFigure("clarifiedShare", "聞き返した", answerable, "clarified"),
    resultFigure("unanswerableShare", "わからないと答えた", answerable, "unanswerable"),
    resultFigure("otherShare", "そのほか（相談先の案内など）", answerable, "other"),
    meanFigure("firstCitationRelevantShare", "答えた中で、最初の出典が関係する", "%", cited),
    meanFigure(
      "firstRelevantShareAt70",
      "確信度の高い7割で、1番目が関係する",
      "%",
      surest(answerable.map(predictionOf), answeredAt),
    ),
    meanFigure("relevantShownShare", "関係する文書を出典か選択肢で見せた", "%", shown),
  ];
}

function honestyFigures({ answerable, outOfScope, leaveOut }: Outcomes): Figure[] {
  const predictions = answerable.map(predictionOf);
  const unanswerable = [...outOfScope, ...leaveOut];
  const mixed = [...predictions, ...unanswerable.map(({ confidence }) => ({ confidence, correct: false }))];
  const wrongly = (outcomes: Outcome[], label: string, name: string) => [
    resultFigure(`${name}AnsweredShare`, `${label}のに答えた`, outcomes, "answered"),
    resultFigure(`${name}ClarifiedShare`, `${label}のに聞き返した`, outcomes, "clarified"),
  ];
  return [
    aurocFigure("auroc", "AUROC（答えのない質問すべて）", answerable, unanswerable),
    aurocFigure("aurocOutOfScope", "AUROC（範囲外の質問）", answerable, outOfScope),
    aurocFigure("aurocLeaveOut", "AUROC（文書を抜いた質問）", answerable, leaveOut),
    ...wrongly(outOfScope, "範囲外な", "outOfScope"),
    ...wrongly(leaveOut, "文書を抜いた", "leaveOut"),
    calibrationFigure("expectedCalibrationError", "確信度のずれ ECE（答えのある質問）", predictions),
    calibrationFigure("expectedCalibrationErrorAll", "確信度のずれ ECE（すべての質問）", mixed),
    meanFigure(
      "areaUnderRiskCoverage",
      "リスク–カバレッジ曲線の下の面積",
      "",
      riskCoverage(predictions).map(({ risk }) => risk),
      false,
    ),
  ];
}

function timeFigures({ answerable, queryMicroseconds }: Outcomes): Figure[] {
  const asked = answerable.map(({ askMilliseconds }) => askMilliseconds);
  const times = (name: string, label: string, unit: "µs" | "ms", values: number[]): Figure[] =>
    [50, 95].map((rank) => ({
      name: `${name}P${rank}`,
      label: `${label} p${rank}`,
      value: percentile(values, rank / 100),
      unit,
      count: values.length,
    }));
  return [
    ...times("queryMicroseconds", "検索の時間", "µs", queryMicroseconds),
    ...times("askMilliseconds", "回答までの時間", "ms", asked),
  ];
}

function meanFigure(name: string, label: string, unit: Figure["unit"], values: number[], withInterval = true): Figure {
  const measured = values.filter((value) => !Number.isNaN(value));
  const count = measured.length;
  const interval = withInterval && count > 0 && { interval: bootstrapInterval([measured], mean) };
  return { name, label, value: mean(measured), unit, count, ...interval };
}

function resultFigure(name: string, label: string, outcomes: Outcome[], result: Result): Figure {
  return meanFigure(
    name,
    label,
    "%",
    outcomes.map((outcome) => Number(resultOf(outcome) === result)),
  );
}

function calibrationFigure(name: string, label: string, predictions: Prediction[]): Figure {
  return { name, label, value: expectedCalibrationError(predictions), unit: "", count: predictions.length };
}

function aurocFigure(name: string, label: string, answerable: Outcome[], unanswerable: Outcome[]): Figure {
  const [positives, negatives] = [answerable, unanswerable].map((outcomes) =>
    outcomes.map(({ confidence }) => confidence),
  ) as [number[], number[]];
  const measurable = positives.length > 0 && negatives.length > 0;
  return {
    name,
    label,
    value: auroc(positives, negatives),
    unit: "",
    count: positives.length + negatives.length,
    ...(measurable && { interval: bootstrapInterval([positives, negatives], auroc) }),
  };
}
