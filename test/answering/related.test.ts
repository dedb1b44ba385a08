import { describe, expect, test } from "vitest";
import { isServableOn, relatedQuestions } from "../../server/answering/related.ts";
import type { Document } from "../../server/domain.ts";
import { documentOf } from "../retrieval/documents.ts";

const always = () => true;
const [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map((title) => documentOf(title)) as [
  Document,
  Document,
  Document,
  Document,
  Document,
];
const byId = (...all: Document[]) => new Map(all.map((one) => [one.id, one]));
const foundWith = (...scored: [Document, number][]) => scored.map(([document, score]) => ({ document, score }));

describe("questions to ask next", () => {
  test("are those the entry names, then those found beside it", () => {
    const asked = documentOf("a", { related: ["c"] });
    const related = relatedQuestions(asked, byId(asked, b, c), foundWith([asked, 1], [b, 0.9], [c, 0.8]), always);
    expect(related).toEqual(["c", "b"]);
  });

  test("are three at most, each once, and never the one just answered", () => {
    const asked = documentOf("a", { related: ["b", "a", "b", "c"] });
    const found = foundWith([asked, 1], [b, 1], [c, 1], [d, 1], [e, 1]);
    expect(relatedQuestions(asked, byId(asked, b, c, d, e), found, always)).toEqual(["b", "c", "d"]);
  });

  test("are not those found far behind the first", () => {
    expect(relatedQuestions(a, byId(a, b, c), foundWith([a, 1], [b, 0.6], [c, 0.59]), always)).toEqual(["b"]);
  });

  test("are no articles, and none that the corpus no longer has", () => {
    const article = documentOf("第3条", { kind: "article" });
    const asked = documentOf("a", { related: ["第3条", "gone"] });
    expect(relatedQuestions(asked, byId(asked, article), foundWith([asked, 1], [article, 1]), always)).toEqual([]);
  });

  test("are only those that may be served, named or found", () => {
    const asked = documentOf("a", { related: ["b"] });
    const found = foundWith([asked, 1], [c, 1], [d, 1]);
    const isServable = ({ id }: Document) => id === "d";
    expect(relatedQuestions(asked, byId(asked, b, c, d), found, isServable)).toEqual(["d"]);
  });

  test("name one question once where two entries ask it", () => {
    const twin = documentOf("b", { id: "twin" });
    expect(relatedQuestions(a, byId(a, b, twin), foundWith([a, 1], [b, 1], [twin, 1]), always)).toEqual(["b"]);
  });

  test("are none where nothing else is there", () => {
    expect(relatedQuestions(a, byId(a), [], always)).toEqual([]);
  });
});

describe("an entry", () => {
  const isServable = (validity: Partial<Document>, today: string) => isServableOn(today)(documentOf("a", validity));
  const season = { validFrom: "2026-04-01", validUntil: "2027-03-31" };

  test.each([
    ["2026-03-31", false],
    ["2026-04-01", true],
    ["2026-12-31", true],
    ["2027-03-31", true],
    ["2027-04-01", false],
  ])("valid from 2026-04-01 to 2027-03-31 is on %s served: %s", (today, served) => {
    expect(isServable(season, today)).toBe(served);
  });

  test("without a first or a last day is served without bound", () => {
    expect(isServable({}, "2026-07-15")).toBe(true);
    expect(isServable({ validUntil: "2026-07-15" }, "1970-01-01")).toBe(true);
    expect(isServable({ validFrom: "2026-07-15" }, "2099-12-31")).toBe(true);
  });
});
