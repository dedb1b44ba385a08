import { beforeAll, describe, expect, test } from "vitest";
import { type Understood, understand } from "../../server/answering/understand.ts";
import type { Turn } from "../../server/domain.ts";
import { loadedLanguage } from "../helper.ts";
import { documentOf } from "../retrieval/documents.ts";

const bulky = documentOf("粗大ごみの出し方", {
  id: "bulky",
  passages: ["電話で申し込みます。", ["手数料", "600円です。"], ["期限", "3日前までに申し込みます。"]],
});
const bags = documentOf("指定ごみ袋", { id: "bags", passages: ["1枚20円です。"] });
const documents = new Map([bulky, bags].map((document) => [document.id, document]));

let ask: (question: string, history?: Turn[]) => Understood;
beforeAll(async () => {
  const { extract } = await loadedLanguage();
  ask = (question, history = [answered]) => understand(question, history, { extract, documents });
});

function turn(question: string, changes: Partial<Turn> = {}): Turn {
  return {
    id: question,
    conversationId: "conversation",
    city: "misaki",
    askedAt: 0,
    question,
    kind: "extracted",
    confidence: 0.9,
    documentIds: ["bulky"],
    durationMs: 1,
    ...changes,
  };
}
const answered = turn("粗大ごみを捨てたい");

describe("a question that asks only for a facet goes on from the turn before", () => {
  test.each([
    "手数料は？",
    "いくらですか",
    "いつまで？",
    "何が必要ですか",
    "どこで申請できますか",
    "郵送でもできますか",
    "申し込みの方法は",
  ])("%s", (question) => {
    const { question: whole, followUp } = ask(question);
    expect(whole).toBe(`粗大ごみを捨てたい ${question}`);
    expect(followUp).toBeDefined();
  });
});

describe("a question that points back goes on from the turn before", () => {
  test.each([
    "それはいつまで？",
    "これは有料ですか",
    "そのシールはどこで買えますか",
    "じゃあ、ソファは？",
    "同じ日に出せますか",
  ])("%s", (question) => {
    expect(ask(question).followUp).toBeDefined();
  });
});

describe("a question with a subject of its own stands alone", () => {
  test.each([
    "児童手当の申請方法を教えて",
    "住民票の手数料は？",
    "転入届はいつまでに出しますか",
    "その引っ越しのときに児童手当と国民健康保険の住所変更は必要ですか",
  ])("%s", (question) => {
    expect(ask(question)).toEqual({ question });
  });
});

describe("without a turn that was answered there is nothing to go on from", () => {
  test.each([
    ["the first question", []],
    ["after a question that could not be answered", [turn("株価", { kind: "unanswerable", documentIds: [] })]],
    ["after a crisis", [turn("もう死にたい", { kind: "crisis", documentIds: [] })]],
    ["after choices", [turn("ごみ", { kind: "clarification" })]],
  ])("%s", (_when, history) => {
    expect(ask("いくらですか", history)).toEqual({ question: "いくらですか" });
  });
});

test("the last answered turn counts, whatever was asked in between", () => {
  const history = [turn("指定ごみ袋", { documentIds: ["bags"] }), answered, turn("株価", { kind: "unanswerable" })];
  expect(ask("いくらですか", history).question).toBe("粗大ごみを捨てたい いくらですか");
});

test("a follow-up to a follow-up keeps the subject, and drops what was asked of it", () => {
  const first = ask("手数料は？");
  const history = [answered, turn("手数料は？", { understoodAs: first.question })];
  const { question } = ask("いつまで？", history);
  expect(question).toMatch(/^粗大ごみを捨てたい\s/);
  expect(question).toMatch(/いつまで？$/);
  expect(question).not.toContain("手数料");
});

describe("the documents that were shown", () => {
  const shown = [turn("粗大ごみ", { documentIds: ["bulky", "bags"] })];

  test("are preferred when they answer what is asked now, else avoided", () => {
    expect(ask("いつまで？", shown).followUp).toEqual({ preferred: ["bulky"], avoided: ["bags"] });
    expect(ask("いくら？", shown).followUp).toEqual({ preferred: ["bulky", "bags"], avoided: [] });
    expect(ask("郵送でもいい？", shown).followUp).toEqual({ preferred: [], avoided: ["bulky", "bags"] });
  });

  test("are preferred when nothing particular is asked", () => {
    expect(ask("それは？", shown).followUp).toEqual({ preferred: ["bulky", "bags"], avoided: [] });
  });

  test("are avoided once the corpus no longer has them", () => {
    expect(ask("いくら？", [turn("粗大ごみ", { documentIds: ["gone"] })]).followUp).toEqual({
      preferred: [],
      avoided: ["gone"],
    });
  });
});
