import fc from "fast-check";
import { expect, test } from "vitest";
import { crossValidate, type Example, fitLogistic, predict, solve } from "../../scripts/evaluation/logistic.ts";

/** The fit behind server/retrieval/confidence.ts. */

/** Every point of a grid, once a label, weighted by how likely the model makes that label. */
function examplesOf(model: { bias: number; weights: [number, number] }): Example[] {
  const steps = [-2, -1, 0, 1, 2];
  return steps
    .flatMap((x) => steps.map((y) => [x, 100 * y]))
    .flatMap((features) => {
      const probability = predict(model, features);
      const group = features.join();
      return [
        { features, label: true, weight: probability, group },
        { features, label: false, weight: 1 - probability, group },
      ];
    });
}

test("finds the model that the examples were made with, whatever the scale of a feature", () => {
  const { bias, weights } = fitLogistic(examplesOf({ bias: -0.5, weights: [1, -0.01] }));
  expect(bias).toBeCloseTo(-0.5, 1);
  expect(weights[0]).toBeCloseTo(1, 1);
  expect(weights[1]).toBeCloseTo(-0.01, 3);
});

test("stays finite where a feature separates the labels, and where one never changes", () => {
  const examples = [0, 1, 2, 3].map((value) => ({
    features: [value, 7],
    label: value >= 2,
    weight: 1,
    group: String(value),
  }));
  const model = fitLogistic(examples);
  expect([model.bias, ...model.weights].every(Number.isFinite)).toBe(true);
  expect(model.weights[1]).toBe(0);
  expect(predict(model, [0, 7])).toBeLessThan(0.05);
  expect(predict(model, [3, 7])).toBeGreaterThan(0.95);
});

test("on the examples it was fitted to, the mean prediction is the share that came true", () => {
  const example = fc.record({
    features: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true })),
    label: fc.boolean(),
    weight: fc.constantFrom(0.3, 1, 2),
    group: fc.string(),
  });
  const both = fc
    .array(example, { minLength: 10, maxLength: 60 })
    .filter((examples) => new Set(examples.map(({ label }) => label)).size === 2);
  fc.assert(
    fc.property(both, (examples) => {
      const model = fitLogistic(examples);
      const total = examples.reduce((sum, { weight }) => sum + weight, 0);
      const promised = examples.reduce((sum, { weight, features }) => sum + weight * predict(model, features), 0);
      const kept = examples.reduce((sum, { weight, label }) => sum + weight * Number(label), 0);
      expect(promised / total).toBeCloseTo(kept / total, 4);
    }),
  );
});

test("an example of weight 0 is predicted but not learnt from", () => {
  const examples = examplesOf({ bias: 0, weights: [1, 0] });
  const stray: Example = { features: [50, 50], label: false, weight: 0, group: "stray" };
  expect(fitLogistic([...examples, stray])).toEqual(fitLogistic(examples));
  expect(crossValidate([...examples, stray])).toHaveLength(examples.length + 1);
});

test("cross-validation never predicts a group by a model that has seen it", () => {
  // Within each group the label says nothing; a model that had seen the group would know it by its feature.
  const examples = Array.from({ length: 10 }, (_, i) => ({
    features: [i === 3 ? 1 : 0],
    label: i === 3,
    weight: 1,
    group: String(i),
  }));
  expect(crossValidate(examples)[3]).toBeLessThan(0.01);
});

test("solves linear equations, also where a pivot is 0", () => {
  const solution = solve(
    [
      [0, 2],
      [1, 1],
    ],
    [4, 5],
  );
  expect(solution).toEqual([3, 2]);
});
