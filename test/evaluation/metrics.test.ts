import fc from "fast-check";
import { expect, test } from "vitest";
import { bootstrapInterval } from "../../scripts/evaluation/bootstrap.ts";
import {
  auroc,
  expectedCalibrationError,
  hit,
  mean,
  ndcg,
  recall,
  reciprocalRank,
  reliabilityBins,
  riskCoverage,
  surest,
} from "../../scripts/evaluation/metrics.ts";

/** The yardstick itself, against examples computed by hand. */

const ranked = ["a", "b", "c"];
const relevant = { b: 2, c: 1, d: 1, a: 0 };

test("nDCG divides the discounted gains by those of the best order of all relevant documents", () => {
  // (2 / log2 3 + 1 / log2 4) / (2 / log2 2 + 1 / log2 3 + 1 / log2 4)
  expect(ndcg(ranked, relevant)).toBeCloseTo((1.26186 + 0.5) / (2 + 0.63093 + 0.5), 5);
});

test("nDCG cuts the found and the ideal order at the same rank", () => {
  expect(ndcg(ranked, relevant, 2)).toBeCloseTo(1.26186 / 2.63093, 5);
  const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`d${i}`, 1]));
  expect(ndcg(Object.keys(eleven).slice(0, 10), eleven)).toBe(1);
});

test("recall counts what is found in the first documents of everything that is relevant", () => {
  expect(recall(ranked, relevant)).toBeCloseTo(2 / 3);
  expect(recall(ranked, relevant, 2)).toBeCloseTo(1 / 3);
});

test("the reciprocal rank is that of the first relevant document, 0 without one", () => {
  expect(reciprocalRank(ranked, relevant)).toBe(1 / 2);
  expect(reciprocalRank(["a"], relevant)).toBe(0);
});

test("a hit asks for one document of the grade; a question without such a document does not count", () => {
  expect([1, 2].map((k) => hit(ranked, relevant, k, 2))).toEqual([0, 1]);
  expect(hit(["c"], relevant, 1, 1)).toBe(1);
  expect(hit(["x"], { x: 1 }, 1, 2)).toBeNaN();
  expect(mean([1, Number.NaN, 0])).toBe(0.5);
});

test("AUROC is the share of pairs in the right order, ties counting half", () => {
  // Of six pairs: 0.9 beats three; 0.5 beats one, ties with one, loses to one.
  expect(auroc([0.9, 0.5], [0.1, 0.5, 0.7])).toBeCloseTo((3 + 1 + 0.5) / 6);
  expect(auroc([1], [])).toBeNaN();
});

test("AUROC agrees with counting all pairs", () => {
  const scores = fc.array(
    fc.integer({ min: 0, max: 5 }).map((n) => n / 5),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(scores, scores, (positives, negatives) => {
      const pairs = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
      expect(auroc(positives, negatives)).toBeCloseTo(mean(pairs));
    }),
  );
});

test("no order of documents is better than the ideal one", () => {
  const grades = fc.dictionary(fc.constantFrom(..."abcdefghijklmn"), fc.constantFrom(1, 2), { minKeys: 1 });
  const order = fc.uniqueArray(fc.constantFrom(..."abcdefghijklmn"), { maxLength: 10 });
  fc.assert(
    fc.property(order, grades, (some, given) => {
      const ideal = Object.keys(given).sort((a, b) => given[b]! - given[a]!);
      expect(ndcg(ideal, given)).toBeCloseTo(1);
      expect(ndcg(some, given)).toBeGreaterThanOrEqual(0);
      expect(ndcg(some, given)).toBeLessThanOrEqual(1 + 1e-12);
    }),
  );
});

const predictions = [
  { confidence: 0.95, correct: true },
  { confidence: 0.91, correct: false },
  { confidence: 0.4, correct: true },
  { confidence: 1, correct: true },
];

test("reliability bins keep a confidence of 1 in the last bin", () => {
  const bins = reliabilityBins(predictions);
  expect(bins.map(({ count }) => count)).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 3]);
  expect(bins[9]!.accuracy).toBeCloseTo(2 / 3);
  expect(bins[9]!.confidence).toBeCloseTo(2.86 / 3);
  expect(bins[0]!.accuracy).toBeNaN();
});

test("the calibration error weights each bin by its questions", () => {
  expect(expectedCalibrationError(predictions)).toBeCloseTo((3 / 4) * (2.86 / 3 - 2 / 3) + (1 / 4) * 0.6);
});

test("the risk–coverage curve answers the surest first", () => {
  expect(riskCoverage(predictions)).toEqual([
    { coverage: 0.25, risk: 0 },
    { coverage: 0.5, risk: 0 },
    { coverage: 0.75, risk: 1 / 3 },
    { coverage: 1, risk: 1 / 4 },
  ]);
  expect(surest(predictions, 0.7)).toEqual([1, 1, 0]);
});

test("a bootstrap interval is the same every time, holds the estimate and narrows with more questions", () => {
  const values = (count: number) => Array.from({ length: count }, (_, i) => i % 2);
  const [low, high] = bootstrapInterval([values(100)], mean);
  expect(bootstrapInterval([values(100)], mean)).toEqual([low, high]);
  // Normal approximation: 0.5 ± 1.96 · 0.5 / √100.
  expect(low).toBeCloseTo(0.402, 1);
  expect(high).toBeCloseTo(0.598, 1);
  const [lowOfMany, highOfMany] = bootstrapInterval([values(1000)], mean);
  expect(highOfMany - lowOfMany).toBeLessThan((high - low) / 2);
});
