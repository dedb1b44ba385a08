import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Document } from "../../server/domain.ts";
import type { Language } from "../../server/language.ts";
import { createRetriever, type Retrieval, type Retriever } from "../../server/retrieval/retriever.ts";
import { loadedLanguage } from "../helper.ts";
import { documentOf } from "./documents.ts";

const bulky = documentOf("粗大ごみを出すには、どうすればよいですか。", {
  id: "bulky",
  aliases: ["ソファを捨てたい"],
  passages: [
    "受付センターに電話で申し込みます。",
    ["手数料", "1点につき600円です。"],
    ["期限", "収集日の3日前までに。"],
  ],
});
const bags = documentOf("指定ごみ袋は、いくらですか。", { id: "bags", passages: ["1枚20円です。"] });
const nursery = documentOf("保育所の延長保育の料金を教えてください。", {
  id: "nursery",
  passages: ["月3,000円です。"],
});
const allowance = documentOf("児童手当は、どう申請しますか。", {
  id: "allowance",
  passages: ["15日以内に申請します。"],
});
const article = documentOf("みさき市ごみ条例 第3条", {
  id: "article",
  kind: "article",
  passages: ["粗大ごみを出す者は"],
});
const water = documentOf("水道料金の支払い方法を変えたいのですが。", {
  id: "water",
  passages: ["口座振替にできます。"],
});
const documents = [bulky, bags, nursery, allowance, article, water];

let language: Language;
let retrieverOf: (documents: Document[]) => Promise<Retriever>;
let retriever: Retriever;
beforeAll(async () => {
  language = await loadedLanguage();
  retrieverOf = (documents) => createRetriever({ ...language, documents, vectors: new Map() });
  retriever = await retrieverOf(documents);
});

const idsOf = ({ documents }: Retrieval) => documents.map(({ document }) => document.id);
const first = async (question: string) => idsOf(await retriever.retrieve(question))[0];

describe("keywords alone", () => {
  test.each([
    ["its own words", "粗大ごみを出すには、どうすればよいですか。", "bulky"],
    ["another way of asking", "ソファを捨てたい", "bulky"],
    ["words of the thesaurus", "大型ごみの出し方", "bulky"],
    ["kana", "じどうてあてのしんせい", "allowance"],
    ["katakana for hiragana", "ゴミ袋の値段", "bags"],
    ["a slip of a finger", "延長保郁の料金", "nursery"],
    ["full-width letters around it", "　延長保育　ＴＥＬ　", "nursery"],
  ])("find an entry by %s: %s", async (_how, question, id) => {
    expect(await first(question)).toBe(id);
  });

  test("put an entry for residents before the article of an ordinance that says the same", async () => {
    expect(idsOf(await retriever.retrieve("粗大ごみを出す")).slice(0, 1)).toEqual(["bulky"]);
  });

  test("see no similarity, where there are no vectors", async () => {
    expect((await retriever.retrieve("粗大ごみ")).signals.similarity).toBe(0);
  });
});

describe("a question", () => {
  test.each(["", " ", "？", "！！", "\0"])("without a letter, such as %j, finds nothing", async (question) => {
    const found = await retriever.retrieve(question);
    expect(idsOf(found)).toEqual([]);
    expect(found.confidence.first).toBeLessThan(0.01);
  });

  test("that names no subject has no word that could be met", async () => {
    const { signals } = await retriever.retrieve("どうすればいいですか");
    expect(signals).toMatchObject({ coverage: 0, evidence: 0, titleShare: 0 });
  });

  test("of unknown words alone finds nothing", async () => {
    expect(idsOf(await retriever.retrieve("xyzzy ぬるぽ"))).toEqual([]);
  });

  test("is found less surely the more of it is unknown", async () => {
    const plain = await retriever.retrieve("延長保育の料金");
    const mixed = await retriever.retrieve("延長保育の料金とビットコインの株価とサッカーの結果");
    expect(idsOf(mixed)[0]).toBe("nursery");
    expect(mixed.confidence.first).toBeLessThan(plain.confidence.first);
  });

  test.each([
    "緑町3丁目に住んでいます。粗大ごみを出すには",
    "中央一丁目2番3号です。粗大ごみを出すには",
    "富士見台です。粗大ごみを出すには",
    "ヤマダ電機で買った粗大ごみを出すには",
    "ブラジルから来ました。粗大ごみを出すには",
  ])("is found as surely with a name that nothing published mentions: %s", async (question) => {
    const plain = await retriever.retrieve("粗大ごみを出すには");
    const named = await retriever.retrieve(question);
    expect(idsOf(named)[0]).toBe("bulky");
    expect(named.confidence.first).toBeGreaterThan(plain.confidence.first * 0.6);
  });

  test("of whatever letters gives ordered documents and probabilities", async () => {
    const part = fc.constantFrom("粗大ごみ", "料金", "いくら", "そふぁ", "じどうてあて", "😀", "、", " ", "申請", "x");
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 10 }), async (parts) => {
        const { documents, confidence } = await retriever.retrieve(parts.join(""));
        const scores = documents.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(new Set(documents.map(({ document }) => document.id)).size).toBe(documents.length);
        for (const probability of Object.values(confidence)) {
          expect(probability).toBeGreaterThan(0);
          expect(probability).toBeLessThan(1);
        }
      }),
    );
  });

  test("asked again, or after others, has the same answer", async () => {
    const before = await retriever.retrieve("粗大ごみの料金");
    for (const question of ["児童手当", "指定袋", "粗大ごみ"]) await retriever.retrieve(question);
    expect(await retriever.retrieve("粗大ごみの料金")).toEqual(before);
    expect(await (await retrieverOf(documents)).retrieve("粗大ごみの料金")).toEqual(before);
  });
});

describe("documents that may not be served", () => {
  const withoutBulky = { isServable: ({ id }: Document) => id !== "bulky" };

  test("are not found, and the next ones move up", async () => {
    const all = idsOf(await retriever.retrieve("粗大ごみ"));
    expect(all[0]).toBe("bulky");
    expect(idsOf(await retriever.retrieve("粗大ごみ", withoutBulky))).toEqual(all.slice(1));
  });

  test("do not lend their certainty to those that may", async () => {
    const all = await retriever.retrieve("ソファを捨てたい");
    const rest = await retriever.retrieve("ソファを捨てたい", withoutBulky);
    expect(rest.confidence.first).toBeLessThan(all.confidence.first / 2);
  });

  test("are not forgotten for the next question", async () => {
    await retriever.retrieve("粗大ごみの出し方", { isServable: () => false });
    expect(idsOf(await retriever.retrieve("粗大ごみの出し方"))[0]).toBe("bulky");
  });
});

test("gives no more documents than asked for", async () => {
  expect(idsOf(await retriever.retrieve("ごみの料金", { limit: 2 }))).toHaveLength(2);
});

describe("a follow-up", () => {
  test("prefers the documents of the conversation, and avoids those that do not answer", async () => {
    const question = "ごみの料金";
    const plain = idsOf(await retriever.retrieve(question));
    const [best, second] = plain as [string, string];
    const followUp = { preferred: [second], avoided: [best] };
    const going = idsOf(await retriever.retrieve(question, { followUp }));
    expect(going.indexOf(second)).toBeLessThan(going.indexOf(best));
    expect(idsOf(await retriever.retrieve(question))).toEqual(plain);
  });
});

describe("the passages of a document", () => {
  test("are ranked by what is asked of it", () => {
    const places = (question: string) => retriever.rankChunks(question, bulky).map(({ chunk }) => chunk.place);
    expect(places("粗大ごみはいくら")[0]).toBe("手数料");
    expect(places("粗大ごみはいつまで")[0]).toBe("期限");
  });
});

test("knows the words of its documents and no others", () => {
  expect(retriever.knows("延長保育")).toBe(true);
  expect(retriever.knows("名古屋")).toBe(false);
  expect(retriever.knows("")).toBe(false);
});

test("two cities asked the same answer each from its own documents", async () => {
  const other = documentOf("粗大ごみは、どこに持ち込みますか。", { id: "other", passages: ["クリーンセンターです。"] });
  const second = await retrieverOf([other]);
  for (let time = 0; time < 2; time++) {
    const [here, there] = await Promise.all([retriever.retrieve("粗大ごみ"), second.retrieve("粗大ごみ")]);
    expect(idsOf(there)).toEqual(["other"]);
    expect(idsOf(here)[0]).toBe("bulky");
    expect(idsOf(here)).not.toContain("other");
  }
});

test("a city without documents finds nothing", async () => {
  const empty = await retrieverOf([]);
  expect((await empty.retrieve("粗大ごみ")).documents).toEqual([]);
  expect(empty.knows("粗大ごみ")).toBe(false);
});
