import { describe, expect, test } from "vitest";
import type { Document } from "../../server/domain.ts";
import { facetsOf } from "../../server/retrieval/facets.ts";
import type { Query } from "../../server/retrieval/query.ts";
import { createTitleMatch } from "../../server/retrieval/title-match.ts";
import { documentOf, words } from "./documents.ts";

/** Every word as rare as any other, but for 珍品. */
const idf = (term: string) => (term === "珍品" ? 3 : 1);

function queryOf(said: Record<string, number>, question = ""): Query {
  const terms = new Set(Object.keys(said));
  return {
    text: question,
    terms,
    concepts: [],
    said: new Map(Object.entries(said)),
    bigrams: new Set(),
    facets: facetsOf(question),
  };
}

const match = (document: Document, query: Query) => {
  const titles = createTitleMatch([document], words, idf)(query);
  return { share: titles.share(0), facets: titles.facets(0) };
};

describe("the share of a document's own question that was asked for", () => {
  test("is whole when every word of it was said", () => {
    expect(match(documentOf("赤ちゃん 生まれる"), queryOf({ 赤ちゃん: 1, 生まれる: 1, ほか: 1 })).share).toBe(1);
  });

  test("falls with every word of a special case that nobody asked for", () => {
    const special = match(documentOf("小さい 生まれる 赤ちゃん 医療費"), queryOf({ 赤ちゃん: 1, 生まれる: 1 }));
    expect(special.share).toBeCloseTo(0.5, 5);
  });

  test("is measured by rarity", () => {
    expect(match(documentOf("珍品 ごみ"), queryOf({ 珍品: 1 })).share).toBeCloseTo(0.75, 5);
    expect(match(documentOf("珍品 ごみ"), queryOf({ ごみ: 1 })).share).toBeCloseTo(0.25, 5);
  });

  test("counts words said in other words by how surely they were said", () => {
    expect(match(documentOf("廃棄物"), queryOf({ 廃棄物: 0.8 })).share).toBeCloseTo(0.8, 5);
  });

  test("is that of the best way of asking", () => {
    const document = documentOf("住民票 写し 郵送 請求", { aliases: ["住民票 ほしい", "謄本"] });
    expect(match(document, queryOf({ 住民票: 1 })).share).toBeCloseTo(0.5, 5);
  });

  test("counts a word once that is asked twice", () => {
    expect(match(documentOf("ごみ ごみ 袋"), queryOf({ ごみ: 1 })).share).toBeCloseTo(0.5, 5);
  });

  test("is nothing for a question without words, and for a title without words", () => {
    expect(match(documentOf("ごみ"), queryOf({})).share).toBe(0);
    expect(match(documentOf(""), queryOf({ ごみ: 1 })).share).toBe(0);
  });

  test("is not remembered from the question before", () => {
    const titles = createTitleMatch([documentOf("ごみ")], words, idf);
    expect(titles(queryOf({ ごみ: 1 })).share(0)).toBe(1);
    expect(titles(queryOf({ ほか: 1 })).share(0)).toBe(0);
  });
});

describe("the share of facets that the document's question asks too", () => {
  const document = documentOf("粗大ごみの手数料はいくらですか", { aliases: ["粗大ごみはいつまでに申し込む"] });

  test.each([
    ["粗大ごみの料金は", 1],
    ["粗大ごみの料金と窓口は", 0.5],
    ["粗大ごみの窓口は", 0],
    ["粗大ごみ", 0],
    ["粗大ごみの期限は", 1],
  ])("of 「%s」 is %d", (question, share) => {
    expect(match(document, queryOf({}, question)).facets).toBe(share);
  });
});
