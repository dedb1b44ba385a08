import { expect, test } from "vitest";
import { figuresOf } from "../../scripts/evaluation/figures.ts";
import { worstMisses, wronglyAnswered } from "../../scripts/evaluation/misses.ts";
import type { AnswerableOutcome, Outcome, Outcomes } from "../../scripts/evaluation/run.ts";
import { displayWidth, toTable } from "../../scripts/evaluation/table.ts";

const outcome = (id: string, more: Partial<Outcome>): Outcome => ({
  id,
  query: `質問 ${id}`,
  ranked: [],
  confidence: 0,
  kind: "unanswerable",
  cited: [],
  offered: [],
  askMilliseconds: 1,
  ...more,
});
const answerable = (id: string, relevant: Record<string, number>, more: Partial<Outcome>): AnswerableOutcome => ({
  ...outcome(id, more),
  relevant,
});

/** Four questions with an answer and two without, small enough to compute everything by hand. */
const outcomes: Outcomes = {
  answerable: [
    answerable("right", { a: 2 }, { ranked: ["a", "b"], confidence: 0.9, kind: "extracted", cited: ["a"] }),
    answerable("wrong", { c: 2 }, { ranked: ["b", "a"], confidence: 0.8, kind: "extracted", cited: ["b"] }),
    answerable("asked back", { b: 1 }, { ranked: ["a", "b"], confidence: 0.3, kind: "clarification", offered: ["b"] }),
    answerable("gave up", { a: 2, b: 1 }, { ranked: ["b", "a"], confidence: 0.1 }),
  ],
  outOfScope: [
    outcome("refused", { confidence: 0.05 }),
    outcome("not refused", { ranked: ["a"], confidence: 0.5, kind: "extracted", cited: ["a"] }),
  ],
  leaveOut: [],
  queryMicroseconds: [100, 200, 300, 400],
};
const figures = figuresOf(outcomes);
const measured = (name: string) => figures.find((figure) => figure.name === name)?.value;
const countOf = (name: string) => figures.find((figure) => figure.name === name)?.count;

test("measures the ranking", () => {
  const third = 1 / Math.log2(3);
  const fourth = (1 + 2 / Math.log2(3)) / (2 + 1 / Math.log2(3));
  expect(measured("ndcg10")).toBeCloseTo((1 + 0 + third + fourth) / 4);
  expect(measured("recall10")).toBe(3 / 4);
  expect(measured("mrr")).toBe((1 + 0 + 1 / 2 + 1) / 4);
  expect([measured("hit1Grade2"), measured("hit3Grade2"), measured("hit10Grade2")]).toEqual([1 / 3, 2 / 3, 2 / 3]);
  expect(countOf("hit3Grade2")).toBe(3);
  expect([measured("hit1Any"), measured("hit3Any")]).toEqual([2 / 4, 3 / 4]);
});

test("measures what residents were shown", () => {
  expect(measured("answeredShare")).toBe(2 / 4);
  expect(measured("clarifiedShare")).toBe(1 / 4);
  expect(measured("unanswerableShare")).toBe(1 / 4);
  expect(measured("firstCitationRelevantShare")).toBe(1 / 2);
  expect(countOf("firstCitationRelevantShare")).toBe(2);
  expect(measured("relevantShownShare")).toBe(2 / 4);
  // The three surest of four: right, wrong, asked back (whose first document is not relevant).
  expect(measured("firstRelevantShareAt70")).toBeCloseTo(1 / 3);
});

test("measures whether the confidence knows what cannot be answered", () => {
  // Of eight pairs, those with 0.05 are all right; 0.5 is below 0.9 and 0.8 only.
  expect(measured("aurocOutOfScope")).toBe(6 / 8);
  expect(measured("auroc")).toBe(6 / 8);
  expect(measured("aurocLeaveOut")).toBeNaN();
  expect(measured("outOfScopeAnsweredShare")).toBe(1 / 2);
  expect(measured("expectedCalibrationError")).toBeCloseTo((0.1 + 0.8 + 0.3 + 0.9) / 4);
  expect(measured("expectedCalibrationErrorAll")).toBeCloseTo((0.1 + 0.8 + 0.3 + 0.9 + 0.05 + 0.5) / 6);
});

test("gives an interval around each share and none where nothing was measured", () => {
  const shares = figures.filter(({ unit, count }) => unit === "%" && count > 0);
  for (const { value, interval } of shares) {
    expect(interval![0]).toBeLessThanOrEqual(value);
    expect(interval![1]).toBeGreaterThanOrEqual(value);
  }
  expect(figures.find(({ name }) => name === "aurocLeaveOut")?.interval).toBeUndefined();
});

test("lists the worst misses first, and of those the surest, with what should have come", () => {
  const misses = worstMisses(outcomes, 30);
  expect(misses.map((miss) => miss.outcome.id)).toEqual(["wrong", "asked back"]);
  expect(misses.map(({ wanted }) => wanted)).toEqual([
    [{ id: "c", grade: 2, rank: undefined }],
    [{ id: "b", grade: 1, rank: 2 }],
  ]);
  expect(wronglyAnswered(outcomes.outOfScope).map(({ id }) => id)).toEqual(["not refused"]);
});

test("aligns the table by the cells that letters take", () => {
  expect(["abc", "ごみ", "ｺﾞﾐ", "「A → B」", "か\u3099", "🗑"].map(displayWidth)).toEqual([3, 4, 3, 9, 2, 1]);
  const [head, rule, ...rows] = toTable(figures).split("\n");
  expect(rows).toHaveLength(figures.length);
  const start = displayWidth(head!.slice(0, head!.indexOf("JSON")));
  expect(rule!.lastIndexOf(" ") + 1).toBe(start);
  for (const [i, row] of rows.entries())
    expect(displayWidth(row.slice(0, row.lastIndexOf(figures[i]!.name)))).toBe(start);
});
