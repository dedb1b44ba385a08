import { beforeAll, describe, expect, test } from "vitest";
import type { Draft } from "../../server/answering/draft.ts";
import { extractGrounded } from "../../server/answering/extract.ts";
import type { Document } from "../../server/domain.ts";
import { loadedLanguage } from "../helper.ts";
import { documentOf, type Passage } from "../retrieval/documents.ts";
import { cityOf } from "./city.ts";

beforeAll(async () => {
  await loadedLanguage();
});

async function extract(question: string, document: Document, { shown = false, avoided = false } = {}): Promise<Draft> {
  const city = await cityOf([document]);
  const followUp = { preferred: shown ? [document.id] : [], avoided: avoided ? [document.id] : [] };
  return extractGrounded(question, document, shown || avoided ? { question, followUp } : { question }, city);
}
const quotes = async (...given: Parameters<typeof extract>) =>
  (await extract(...given)).citations.map(({ quote }) => quote);

const lead = "受付センターに電話で申し込みます。";
const fee: Passage = ["手数料", "1点につき600円です。"];
const deadline: Passage = ["申し込みの期限", "収集日の3日前まで受け付けます。"];
const place: Passage = ["出す場所", "ごみステーションではなく、家の前です。"];
const bulky = documentOf("粗大ごみを出すには", { id: "bulky", passages: [lead, fee, deadline, place] });

/** A passage of so many characters that names its number. */
const long = (number: number, length: number, words = "") => `第${number}の段落。${words}`.padEnd(length, "あ");

describe("an answer", () => {
  test("is the whole of a short document, in its order", async () => {
    expect(await quotes("粗大ごみの出し方", bulky)).toEqual([lead, fee[1], deadline[1], place[1]]);
  });

  test("begins with the lead, then the passages under the heading that was asked for", async () => {
    expect(await quotes("粗大ごみはいくらですか", bulky)).toEqual([lead, fee[1]]);
    expect(await quotes("粗大ごみはいつまでに申し込みますか", bulky)).toEqual([lead, deadline[1]]);
  });

  test("has every heading that was asked for", async () => {
    const found = await quotes("粗大ごみはいくらで、どこに出しますか", bulky);
    expect(found[0]).toBe(lead);
    expect(found.slice(1).sort()).toEqual([fee[1], place[1]].sort());
  });

  test("shows the lead once when it stands under the heading itself", async () => {
    const document = documentOf("手数料は", { passages: [fee, deadline] });
    expect(await quotes("手数料はいくら", document)).toEqual([fee[1]]);
  });

  test("is the whole document when no heading answers what is asked", async () => {
    expect(await quotes("粗大ごみは郵送できますか", bulky)).toHaveLength(4);
  });

  test("is nothing for a document without words", async () => {
    expect(await extract("空", documentOf("空"))).toEqual({ statements: [], citations: [] });
  });
});

describe("a document that is longer than two screens", () => {
  const passages = [long(0, 300), long(1, 300), long(2, 300), long(3, 300, "ストーブの灯油を抜きます。"), long(4, 300)];
  const document = documentOf("ストーブの捨て方", { passages });

  test("is cut to the lead and the passages nearest to the question, in its own order", async () => {
    const found = await quotes("ストーブの灯油", document);
    expect(found[0]).toBe(passages[0]);
    expect(found).toContain(passages[3]);
    expect(found).toEqual(passages.filter((passage) => found.includes(passage)));
    expect(found.join("").length).toBeLessThanOrEqual(1000);
  });

  test("is cut between passages, never within one", async () => {
    for (const quote of await quotes("ストーブ", document)) expect(passages).toContain(quote);
  });

  test("has its first passage however long it is", async () => {
    expect(await quotes("ごみ", documentOf("ごみ", { passages: [long(0, 3000), long(1, 100)] }))).toEqual([
      long(0, 3000),
    ]);
  });

  test("of many short passages is cut to six", async () => {
    const many = Array.from({ length: 12 }, (_, number) => long(number, 20));
    expect(await quotes("ごみ", documentOf("ごみ", { passages: many }))).toEqual(many.slice(0, 6));
  });
});

describe("an article of an ordinance", () => {
  test("is cut to the two passages nearest to the question, nearest first", async () => {
    const paragraphs = [
      "市長は計画を定める。",
      "犬を飼う者は登録する。",
      "袋を使う者は手数料を納める。",
      "この条例は公布の日から施行する。",
    ];
    const article = documentOf("第3条", { kind: "article", passages: paragraphs });
    const found = await quotes("袋を使う者", article);
    expect(found).toHaveLength(2);
    expect(found[0]).toBe(paragraphs[2]);
  });
});

describe("a document that the resident has before them", () => {
  test("is answered with the passages that answer what is asked now, without its lead", async () => {
    expect(await quotes("いくらですか", bulky, { shown: true })).toEqual([fee[1]]);
    expect(await quotes("それはいつまで？", bulky, { shown: true })).toEqual([deadline[1]]);
  });

  test("is answered with its two nearest passages when none answers", async () => {
    expect(await quotes("郵送でもいいですか", bulky, { shown: true })).toHaveLength(2);
  });

  test("is shown as a new one when it was not preferred", async () => {
    expect((await quotes("いくらですか", bulky, { avoided: true }))[0]).toBe(lead);
  });
});

describe("each statement", () => {
  test("is the published words under their heading, and cites them", async () => {
    const { statements, citations } = await extract("粗大ごみはいくらですか", bulky);
    expect(statements).toEqual([
      { text: lead, citations: [1] },
      { text: "**手数料**\n\n1点につき600円です。", citations: [2] },
    ]);
    expect(citations.map(({ number, quote, place }) => [number, quote, place])).toEqual([
      [1, lead, undefined],
      [2, "1点につき600円です。", "手数料"],
    ]);
  });

  test("cites the page, its department and the day of its last check", async () => {
    const { citations } = await extract("粗大ごみ", bulky);
    expect(citations[0]).toEqual({
      number: 1,
      documentId: "bulky",
      title: "粗大ごみを出すには",
      url: "https://misaki.example/bulky.html",
      quote: lead,
      department: "総合案内",
      updatedAt: "2026-04-01",
    });
  });
});
