import { describe, expect, test } from "vitest";
import { answersFacet, facetsOf, withoutFacets } from "../../server/retrieval/facets.ts";

const namesOf = (question: string) => facetsOf(question).map(({ name }) => name);

describe("a question", () => {
  test.each([
    ["手数料はいくらですか", "fee"],
    ["いつまでに届け出ますか", "deadline"],
    ["収集日は何曜日ですか", "when"],
    ["何が必要ですか。必要なものを教えて", "bring"],
    ["窓口はどこですか", "where"],
    ["うちは対象ですか", "who"],
    ["代理の人でもできますか", "proxy"],
    ["郵送でもいいですか", "mail"],
    ["スマホでできますか", "online"],
    ["手続きの流れは", "how"],
  ])("「%s」 asks for %s", (question, name) => {
    expect(namesOf(question)).toContain(name);
  });

  test("may ask for several at once", () => {
    expect(namesOf("いくらかかり、いつまでに払いますか")).toEqual(["fee", "deadline"]);
  });

  test("that asks until when does not also ask when", () => {
    expect(namesOf("いつまで？")).toEqual(["deadline"]);
    expect(namesOf("いつ？")).toEqual(["when"]);
  });

  test("that only names its subject asks for none", () => {
    for (const question of ["粗大ごみ", "児童手当", "", "父が死んだ"]) expect(namesOf(question)).toEqual([]);
  });
});

describe("without its facets", () => {
  test("a question keeps its subject", () => {
    expect(withoutFacets("粗大ごみの手数料はいくら？")).toMatch(/^粗大ごみの\s+は\s+？$/);
  });

  test("nothing is left of a question that is only a facet", () => {
    expect(withoutFacets("手数料").trim()).toBe("");
  });

  test("every occurrence goes", () => {
    expect(withoutFacets("料金と料金と料金")).not.toContain("料金");
  });

  test("asking again finds no facet", () => {
    for (const question of ["手数料はいくらですか", "いつまでに、どこで、何が必要？", "郵送やスマホで申し込めますか"])
      expect(namesOf(withoutFacets(question))).toEqual([]);
  });
});

describe("a passage", () => {
  const asked = (question: string) => facetsOf(question);

  test("answers under its heading", () => {
    expect(answersFacet({ place: "手数料", text: "表のとおりです。" }, asked("いくら"))).toBe(true);
  });

  test("answers in its words", () => {
    expect(answersFacet({ text: "1通300円です。" }, asked("いくら"))).toBe(true);
    expect(answersFacet({ text: "15日以内に届け出てください。" }, asked("いつまで"))).toBe(true);
  });

  test("does not answer what it says nothing of", () => {
    expect(answersFacet({ place: "窓口", text: "市民課です。" }, asked("いくら"))).toBe(false);
  });

  test("answers nothing where nothing is asked", () => {
    expect(answersFacet({ place: "手数料", text: "300円" }, [])).toBe(false);
  });
});
