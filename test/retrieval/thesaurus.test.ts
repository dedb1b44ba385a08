import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createThesaurus,
  joinThesauri,
  parseThesaurus,
  type ThesaurusProblem,
} from "../../server/retrieval/thesaurus.ts";
import { words } from "./documents.ts";

const thesaurusOf = (...lines: string[]) => createThesaurus(parseThesaurus(lines.join("\n")), words);
/** What stands for the words of a question: `word → weight`. */
function targetsOf(lines: string[], question: string): Record<string, number> {
  const concepts = thesaurusOf(...lines).match(words(question));
  return Object.fromEntries(
    concepts.flatMap(({ targets }) => targets.map(({ terms, weight }) => [terms.join(" "), weight])),
  );
}

describe("a line", () => {
  test("joined by = says the same", () => {
    expect(parseThesaurus("国保 = 国民健康保険 = 健康保険")).toEqual([
      { relation: "same", left: ["国保", "国民健康保険", "健康保険"], right: [] },
    ]);
  });

  test("joined by ~ says nearly the same, and counts less", () => {
    expect(parseThesaurus("手順 ~ 段取り")).toEqual([{ relation: "similar", left: ["手順", "段取り"], right: [] }]);
    expect(targetsOf(["手順 ~ 段取り", "申請 = 申込"], "手順 申請")).toEqual({ 段取り: 0.5, 申込: 0.8 });
  });

  test("with > names kinds of the left word", () => {
    expect(parseThesaurus("粗大ごみ > ソファ, ベッド、たんす")).toEqual([
      { relation: "narrower", left: ["粗大ごみ"], right: ["ソファ", "ベッド", "たんす"] },
    ]);
  });

  test("with => leads from what is said to what is needed", () => {
    expect(parseThesaurus("バイクを売った, 原付を譲った => 廃車, 名義変更")).toEqual([
      { relation: "leadsTo", left: ["バイクを売った", "原付を譲った"], right: ["廃車", "名義変更"] },
    ]);
  });

  test("may be empty, or a comment", () => {
    expect(parseThesaurus("\n  \n# 国保 = 国民健康保険\r\n国保 = 国民健康保険\r\n")).toHaveLength(1);
  });

  test.each(["国保", "国保=国民健康保険", "国保 =", "a > ", " => b", "a > b > c", "a => b => c", "、 > b", "= a"])(
    "that is no group is reported with its number: %j",
    (line) => {
      const problems: ThesaurusProblem[] = [];
      const groups = parseThesaurus(`# 見出し\n${line}\nごみ = ゴミ`, (problem) => problems.push(problem));
      expect(problems).toEqual([{ line: 2, text: line.trim() }]);
      expect(groups).toHaveLength(1);
    },
  );

  test("never throws, and is a group, nothing, or a problem", () => {
    const line = fc.string({
      unit: fc.constantFrom("ごみ", "ゴミ", " = ", " > ", " => ", ",", "、", "#", " "),
      maxLength: 9,
    });
    fc.assert(
      fc.property(line, (line) => {
        let problems = 0;
        const groups = parseThesaurus(line, () => problems++);
        const isNothing = line.trim() === "" || line.trim().startsWith("#");
        expect(groups.length + problems).toBe(isNothing ? 0 : 1);
        for (const { relation, left, right } of groups) {
          expect(left.length).toBeGreaterThan(relation === "same" ? 1 : 0);
          expect(right.length > 0).toBe(relation !== "same");
        }
      }),
    );
  });
});

describe("a question", () => {
  test("is widened by every word of a group that says the same", () => {
    expect(targetsOf(["a = b = c"], "x b")).toEqual({ a: 0.8, c: 0.8 });
  });

  test("is widened from the kind to the general word, and not the other way round", () => {
    expect(targetsOf(["ごみ > いす"], "いす")).toEqual({ ごみ: 0.5 });
    expect(targetsOf(["ごみ > いす"], "ごみ")).toEqual({});
  });

  test("is led from what is said to what is needed, and not back", () => {
    expect(targetsOf(["a, b => c, d"], "b")).toEqual({ c: 0.5, d: 0.5 });
    expect(targetsOf(["a, b => c, d"], "c")).toEqual({});
  });

  test("counts the strongest relation where several lead to the same word", () => {
    expect(targetsOf(["a => b", "a = b"], "a")).toEqual({ b: 0.8 });
    expect(targetsOf(["a = b", "a => b"], "a")).toEqual({ b: 0.8 });
  });

  test("gets no stand-in made of its own words alone", () => {
    expect(targetsOf(["a b = b a = a c"], "a b")).toEqual({ "a c": 0.8 });
  });

  test("without a word of the thesaurus is left as it is", () => {
    expect(targetsOf(["a = b"], "x y")).toEqual({});
    expect(targetsOf(["a = b"], "")).toEqual({});
  });
});

describe("the words of a phrase", () => {
  const matches = (question: string) => Object.keys(targetsOf(["a b c => z"], question)).length > 0;

  test("must all be there", () => {
    expect(matches("a b c")).toBe(true);
    expect(matches("a c")).toBe(false);
  });

  test("must be in their order", () => {
    expect(matches("c b a")).toBe(false);
    expect(matches("b a b c")).toBe(true);
  });

  test("may stand up to three words further apart", () => {
    expect(matches("a x x b x c")).toBe(true);
    expect(matches("a x x b x x c")).toBe(false);
  });

  test("are looked for from each place where the first stands", () => {
    expect(matches("a x x x x a b c")).toBe(true);
  });

  test("are found as by trying every way to pick them", () => {
    const question = fc.array(fc.constantFrom("a", "b", "c", "x"), { maxLength: 9 });
    fc.assert(
      fc.property(question, (terms) => {
        const at = (word: string) => terms.flatMap((term, i) => (term === word ? [i] : []));
        const found = at("a").some((a) => at("b").some((b) => at("c").some((c) => a < b && b < c && c - a <= 5)));
        expect(matches(terms.join(" "))).toBe(found);
      }),
      { numRuns: 500 },
    );
  });
});

describe("thesauri joined", () => {
  const joined = joinThesauri(thesaurusOf("a = b"), thesaurusOf("a = c", "d = e"));

  test("find what each of them finds", () => {
    const targets = joined.match(["a", "d"]).flatMap(({ targets }) => targets.map(({ terms }) => terms[0]));
    expect(targets.sort()).toEqual(["b", "c", "e"]);
  });

  test("hold the groups of all of them", () => {
    expect(joined.groups).toHaveLength(3);
  });
});
