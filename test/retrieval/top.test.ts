import fc from "fast-check";
import { expect, test } from "vitest";
import { selectTop } from "../../server/retrieval/top.ts";

const scores = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), { maxLength: 60 });

test("selects what sorting them all would put first", () => {
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 70 }), fc.infiniteStream(fc.nat()), (scores, limit, order) => {
      const numbers = shuffled(
        scores.map((_, number) => number),
        order,
      );
      const sorted = scores
        .map((score, document) => ({ document, score }))
        .sort((a, b) => (a.score === b.score ? a.document - b.document : b.score > a.score ? 1 : -1));
      expect(selectTop(numbers, (number) => scores[number]!, limit)).toEqual(sorted.slice(0, limit));
    }),
    { numRuns: 500 },
  );
});

test("puts the lower number first among equals, in whatever order they come", () => {
  for (const numbers of [
    [3, 1, 2],
    [1, 2, 3],
    [2, 3, 1],
  ])
    expect(selectTop(numbers, () => 7, 2)).toEqual([
      { document: 1, score: 7 },
      { document: 2, score: 7 },
    ]);
});

test("asks for each score once", () => {
  const asked: number[] = [];
  selectTop(
    [5, 6, 7],
    (number) => {
      asked.push(number);
      return number;
    },
    1,
  );
  expect(asked).toEqual([5, 6, 7]);
});

test("selects nothing among nothing", () => {
  expect(selectTop([], () => 1, 5)).toEqual([]);
});

function shuffled(numbers: number[], order: Iterator<number>): number[] {
  return numbers
    .map((number) => ({ number, key: order.next().value as number }))
    .sort((a, b) => a.key - b.key)
    .map(({ number }) => number);
}
