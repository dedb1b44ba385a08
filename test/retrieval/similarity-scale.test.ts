import { describe, expect, test } from "vitest";
import { measureScale, onScale, plainScale, type ScaleSample } from "../../server/retrieval/similarity-scale.ts";

/** Questions in directions of their own, each with a passage near it and all with a common part of this size. */
function samplesOf(count: number, common: number): ScaleSample[] {
  const direction = (i: number) =>
    Array.from({ length: count + 1 }, (_, d) => (d === i ? 1 : d === count ? common : 0));
  return Array.from({ length: count }, (_, i) => ({
    question: direction(i),
    passages: [direction(i).map((value) => 2 * value)],
  }));
}

describe("the scale of similarities", () => {
  test("says what is unrelated and what is its own, whatever the model makes of it", () => {
    expect(measureScale(samplesOf(10, 0))).toEqual({ unrelated: expect.closeTo(0), own: expect.closeTo(1) });
    // All vectors share a direction three times as long as their own: unrelated texts have a cosine of .9.
    expect(measureScale(samplesOf(10, 3))).toEqual({ unrelated: expect.closeTo(0.9), own: expect.closeTo(1) });
  });

  test("lets models that lie otherwise say the same", () => {
    const narrow = measureScale(samplesOf(10, 3));
    expect(onScale(0.9, narrow)).toBeCloseTo(0);
    expect(onScale(0.95, narrow)).toBeCloseTo(0.5);
    expect(onScale(1, narrow)).toBeCloseTo(1);
    expect(onScale(0.2, narrow)).toBe(0);
  });

  test.each([
    ["too few questions", samplesOf(7, 1)],
    ["documents without vectors", samplesOf(20, 1).map((sample) => ({ ...sample, passages: [] }))],
    ["a model to which all is one", samplesOf(20, 1).map((sample) => ({ ...sample, passages: [[1]], question: [1] }))],
  ])("leaves cosines as they are with %s", (_, samples) => {
    expect(measureScale(samples)).toEqual(plainScale);
    expect(onScale(0.4, plainScale)).toBe(0.4);
  });
});
