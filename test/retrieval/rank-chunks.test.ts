import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { facetsOf } from "../../server/retrieval/facets.ts";
import type { Query } from "../../server/retrieval/query.ts";
import { createChunkRanker } from "../../server/retrieval/rank-chunks.ts";
import { documentOf, type Passage, words } from "./documents.ts";

const idf = (term: string) => (term === "珍品" ? 3 : 1);
const rank = createChunkRanker(words, idf);

function ranked(passages: Passage[], said: Record<string, number>, question = "") {
  const query: Query = {
    text: question,
    terms: new Set(Object.keys(said)),
    concepts: [],
    said: new Map(Object.entries(said)),
    bigrams: new Set(),
    facets: facetsOf(question),
  };
  return rank(query, documentOf("題", { passages })).map(({ chunk, score }) => ({ text: chunk.text, score }));
}
const textsOf = (...given: Parameters<typeof ranked>) => ranked(...given).map(({ text }) => text);

describe("the passages of a document", () => {
  test("are in the order of what they share with the question, by rarity", () => {
    expect(textsOf(["水", "ごみ", "珍品", "珍品 ごみ"], { ごみ: 1, 珍品: 1 })).toEqual([
      "珍品 ごみ",
      "珍品",
      "ごみ",
      "水",
    ]);
  });

  test("share the words of their headings too", () => {
    expect(textsOf(["a", ["ごみ", "b"]], { ごみ: 1 })).toEqual(["b", "a"]);
  });

  test("keep the order of the document where nothing tells them apart", () => {
    expect(textsOf(["a", "b", "c"], { ごみ: 1 })).toEqual(["a", "b", "c"]);
    expect(textsOf(["a", "b", "c"], {})).toEqual(["a", "b", "c"]);
  });

  test("come first when their heading answers what is asked", () => {
    expect(textsOf(["ごみ", ["手数料", "表のとおり"]], { ごみ: 1, ほか: 1 }, "いくら")).toEqual(["表のとおり", "ごみ"]);
  });

  test("gain less from words that look like the answer than from the heading", () => {
    expect(textsOf(["a", "300円です", ["料金", "b"]], {}, "いくら")).toEqual(["b", "300円です", "a"]);
  });

  test("score the share of the question that they hold", () => {
    const [first] = ranked(["ごみ 水"], { ごみ: 1, 珍品: 1 });
    expect(first!.score).toBeCloseTo(0.25, 5);
  });
});

test("every passage is ranked once, highest score first", () => {
  const passages = fc.array(fc.array(fc.constantFrom("a", "b", "c", "300円"), { maxLength: 4 }), { maxLength: 8 });
  fc.assert(
    fc.property(passages, (passages) => {
      const texts = passages.map((passage, i) => [...passage, `n${i}`].join(" "));
      const result = ranked(texts, { a: 1, b: 0.5 }, "いくら");
      expect(result.map(({ text }) => text).sort()).toEqual([...texts].sort());
      for (let i = 1; i < result.length; i++) expect(result[i]!.score).toBeLessThanOrEqual(result[i - 1]!.score);
    }),
  );
});

test("a document without passages has none to rank", () => {
  expect(ranked([], { a: 1 })).toEqual([]);
});
