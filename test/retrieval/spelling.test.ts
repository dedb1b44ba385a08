import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSpellingCorrector } from "../../server/retrieval/spelling.ts";

const correct = (word: string, ...vocabulary: string[]) => createSpellingCorrector(vocabulary)(word);

describe("one slip of a finger", () => {
  test.each([
    ["a letter is missing", "児童手", "児童手当"],
    ["a letter is too many", "児童手当当", "児童手当"],
    ["a letter is another", "児竜手当", "児童手当"],
    ["the first letter is another", "自童手当", "児童手当"],
    ["the last letter is another", "児童手帳", "児童手当"],
    ["the first two are swapped", "童児手当", "児童手当"],
    ["the last two are swapped", "児童当手", "児童手当"],
  ])("is forgiven when %s: %s", (_what, typed, word) => {
    expect(correct(typed, word)).toEqual(typed.length < 4 ? [] : [word]);
  });

  test("is forgiven in any place of a long word", () => {
    const word = "こくみんけんこうほけん";
    for (let at = 0; at < word.length; at++) {
      expect(correct(word.slice(0, at) + word.slice(at + 1), word)).toEqual([word]);
      expect(correct(`${word.slice(0, at)}ぬ${word.slice(at)}`, word)).toEqual([word]);
      expect(correct(`${word.slice(0, at)}ぬ${word.slice(at + 1)}`, word)).toEqual([word]);
    }
  });

  test("is not two slips", () => {
    expect(correct("自童手帳", "児童手当")).toEqual([]);
    expect(correct("当童手児", "児童手当")).toEqual([]);
  });
});

test("a word of the corpus is no correction of itself", () => {
  expect(correct("児童手当", "児童手当")).toEqual([]);
});

test("words of less than four or more than sixteen letters are left alone", () => {
  expect(correct("こくほ", "こくは", "こくほう")).toEqual([]);
  expect(correct("こくほう", "こくほ")).toEqual([]);
  const long = "あ".repeat(16);
  expect(correct(`${long}い`, long)).toEqual([]);
  expect(correct(long, `${long}い`)).toEqual([]);
});

test("names each word once, however often the vocabulary does", () => {
  expect(correct("すいどう", "すいとう", "すいとう")).toEqual(["すいとう"]);
});

const word = fc.string({ unit: fc.constantFrom(..."あいうえ"), minLength: 2, maxLength: 9 });

test("finds what comparing with every word would find, but for a swap across the middle", () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), word, (vocabulary, typed) => {
      const near = [...new Set(vocabulary)].filter(
        (other) => isConsidered(typed) && isConsidered(other) && distance(typed, other) === 1,
      );
      const found = correct(typed, ...vocabulary);
      expect(found.filter((other) => !near.includes(other))).toEqual([]);
      expect(near.filter((other) => !found.includes(other) && !isSwapAcrossMiddle(typed, other))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test("does not find a swap across the middle", () => {
  expect(isSwapAcrossMiddle("児手童当", "児童手当")).toBe(true);
  expect(correct("児手童当", "児童手当")).toEqual([]);
});

const isConsidered = (word: string) => word.length >= 4 && word.length <= 16;

function isSwapAcrossMiddle(a: string, b: string): boolean {
  const middle = b.length >> 1;
  return a === b.slice(0, middle - 1) + b[middle] + b[middle - 1] + b.slice(middle + 1);
}

/** Edit distance in which a swap of neighbours counts one (optimal string alignment), by the textbook. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 0; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const changed = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      rows[i]![j] = Math.min(changed, rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) rows[i]![j] = Math.min(rows[i]![j]!, rows[i - 2]![j - 2]! + 1);
    }
  return rows[a.length]![b.length]!;
}
