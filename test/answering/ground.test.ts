import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Draft } from "../../server/answering/draft.ts";
import { extractGrounded } from "../../server/answering/extract.ts";
import { ground } from "../../server/answering/ground.ts";
import type { City } from "../../server/cities.ts";
import type { Citation, Statement } from "../../server/contract.ts";
import type { Document } from "../../server/domain.ts";
import { startApp } from "../helper.ts";
import { documentOf } from "../retrieval/documents.ts";

const tent = documentOf("町民テント", {
  id: "tent",
  passages: ["総務課で借りられます。", ["料金", "1日500円です。減免はありません。"]],
});
const bus = documentOf("町民バス", { id: "bus", passages: [["料金", "1回100円です。"]] });
const documents = new Map([tent, bus].map((document) => [document.id, document]));

function citation(changes: Partial<Citation> = {}): Citation {
  return {
    number: 1,
    documentId: "tent",
    title: "町民テント",
    url: "/tent.html",
    quote: "総務課で借りられます。",
    updatedAt: "2026-04-01",
    ...changes,
  };
}
const says = (text: string, ...citations: number[]): Statement => ({ text, citations });
const shown = (statements: Statement[], ...citations: Citation[]) => ground({ statements, citations }, documents);
const nothing: Draft = { statements: [], citations: [] };
const fee = citation({ number: 2, place: "料金", quote: "1日500円です。減免はありません。" });

describe("what the sources carry is let through", () => {
  test("a statement that is the quote", () => {
    const draft = { statements: [says("総務課で借りられます。", 1)], citations: [citation()] };
    expect(ground(draft, documents)).toEqual(draft);
  });

  test("a statement that is the quote under its heading", () => {
    const statement = says("**料金**\n\n1日500円です。減免はありません。", 2);
    expect(shown([statement], fee)).toEqual({ statements: [statement], citations: [fee] });
  });

  test("a statement that is the quote without the heading it stands under", () => {
    expect(shown([says(fee.quote, 2)], fee).statements).toHaveLength(1);
  });

  test("a statement beside one that is not", () => {
    const good = says("総務課で借りられます。", 1);
    expect(shown([says("無料です。", 1), good], citation())).toEqual({ statements: [good], citations: [citation()] });
  });
});

describe("what they do not carry is left out", () => {
  test.each<[string, Statement[], Citation[]]>([
    ["a quote that is not in the document", [says("無料です。", 1)], [citation({ quote: "無料です。" })]],
    [
      "a quote of another document",
      [says("1回100円です。", 1)],
      [citation({ quote: "1回100円です。", place: "料金" })],
    ],
    ["a quote under another heading", [says(fee.quote, 2)], [{ ...fee, place: "減免" }]],
    ["a quote of a document that does not exist", [says(tent.chunks[0]!.text, 1)], [citation({ documentId: "gone" })]],
    [
      "a quote that runs over two passages",
      [says("借りられます。1日500円です。", 1)],
      [citation({ quote: "借りられます。1日500円です。" })],
    ],
    ["a statement without a citation", [says("総務課で借りられます。")], [citation()]],
    ["a citation number that does not exist", [says("総務課で借りられます。", 7)], [citation()]],
    ["a number that exists beside one that does not", [says("総務課で借りられます。", 1, 7)], [citation()]],
    [
      "a number whose quote is not in the document",
      [says("総務課で借りられます。", 1, 2)],
      [citation(), { ...fee, quote: "無料" }],
    ],
    ["words of one's own after the quote", [says("総務課で借りられます。無料です。", 1)], [citation()]],
    ["less than the quote", [says("借りられます。", 1)], [citation()]],
    ["a heading that is not the passage's", [says(`**無料**\n\n${fee.quote}`, 2)], [fee]],
    ["a heading where there is none", [says("**料金**\n\n総務課で借りられます。", 1)], [citation()]],
    ["nothing at all", [], []],
  ])("%s", (_what, statements, citations) => {
    expect(shown(statements, ...citations)).toEqual(nothing);
  });

  test("a citation that no statement uses", () => {
    const { citations } = shown([says("総務課で借りられます。", 1)], citation(), fee);
    expect(citations).toEqual([citation()]);
  });
});

describe("on the corpus of みさき市", () => {
  let city: City;
  let published: Document[];
  beforeAll(async () => {
    city = (await startApp()).cities.get("misaki")!;
    published = [...city.documents.values()];
  });

  const questions = fc.constantFrom(
    "",
    "いくらですか",
    "いつまでに申し込みますか",
    "必要なものは",
    "窓口はどこ",
    "対象は",
  );
  const draftOf = (at: number, question: string, isShown = false): Draft => {
    const document = published[at % published.length]!;
    const followUp = { preferred: [document.id], avoided: [] };
    return extractGrounded(question, document, { question, ...(isShown && { followUp }) }, city);
  };

  test("every document yields an answer, and grounding it again changes nothing", () => {
    fc.assert(
      fc.property(fc.nat(), questions, fc.boolean(), (at, question, isShown) => {
        const draft = draftOf(at, question, isShown);
        expect(draft.statements.length).toBeGreaterThan(0);
        expect(draft.citations).toHaveLength(draft.statements.length);
        expect(ground(draft, city.documents)).toEqual(draft);
      }),
      { numRuns: 300 },
    );
  });

  test("one altered character in a statement costs the statement and its citation", () => {
    fc.assert(
      fc.property(fc.nat(), questions, fc.nat(), fc.nat(), alteration, (at, question, which, where, alter) => {
        const draft = draftOf(at, question);
        const index = which % draft.statements.length;
        const altered = draft.statements.map((statement, i) =>
          i === index ? { ...statement, text: alter(statement.text, where) } : statement,
        );
        const rest = ground({ ...draft, statements: altered }, city.documents);
        expect(rest.statements).toEqual(draft.statements.filter((_, i) => i !== index));
        expect(rest.citations).toEqual(draft.citations.filter((_, i) => i !== index));
      }),
      { numRuns: 500 },
    );
  });

  test("one altered character in statement and quote alike costs both, since the page does not say so", () => {
    fc.assert(
      fc.property(fc.nat(), questions, fc.nat(), fc.nat(), replacement, (at, question, which, where, alter) => {
        const draft = draftOf(at, question);
        const index = which % draft.statements.length;
        const quote = alter(draft.citations[index]!.quote, where);
        const altered = {
          statements: draft.statements.map((one, i) => (i === index ? { ...one, text: quote } : one)),
          citations: draft.citations.map((one, i) => (i === index ? { ...one, quote } : one)),
        };
        expect(ground(altered, city.documents).citations).toEqual(draft.citations.filter((_, i) => i !== index));
      }),
      { numRuns: 500 },
    );
  });
});

/** A character that no passage of the corpus holds. */
const foreign = "〓";
type Alter = (text: string, where: number) => string;
const replace: Alter = (text, where) => {
  const at = where % text.length;
  return text.slice(0, at) + foreign + text.slice(at + 1);
};
const insert: Alter = (text, where) => {
  const at = where % (text.length + 1);
  return text.slice(0, at) + foreign + text.slice(at);
};
const leaveOut: Alter = (text, where) => {
  const at = where % text.length;
  return text.slice(0, at) + text.slice(at + 1);
};
const otherDigit: Alter = (text, where) => {
  const digit = text.search(/\d/);
  return digit < 0
    ? replace(text, where)
    : text.slice(0, digit) + ((Number(text[digit]) + 1) % 10) + text.slice(digit + 1);
};
const alteration = fc.constantFrom(replace, insert, leaveOut, otherDigit);
const replacement = fc.constantFrom(replace, insert);
