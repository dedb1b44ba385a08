import { expect, test } from "vitest";
import { dotProduct, toUnit } from "../../server/retrieval/vectors.ts";

test("the dot product sums up products", () => {
  expect(dotProduct(Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6))).toBe(32);
});

test("a unit vector has length 1 and the direction of its original", () => {
  expect([...toUnit([3, 4])]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
});

test("the zero vector has no direction and stays as it is", () => {
  expect([...toUnit([0, 0])]).toEqual([0, 0]);
});
