import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import fc from "fast-check";
import type { IpadicFeatures, Tokenizer } from "kuromoji";
import kuromoji from "kuromoji";
import { beforeAll, describe, expect, test } from "vitest";
import { readers } from "../../../server/indexing/readers/reader.ts";
import { readSourceFiles } from "../../../server/indexing/source-files.ts";
import { type Analyzer, createAnalyzer } from "../../../server/retrieval/morphology/analyzer.ts";
import { loadDictionary } from "../../../server/retrieval/morphology/dictionary.ts";
import { misakiFolder } from "../../helper.ts";

let analyze: Analyzer;
let tokenizer: Tokenizer<IpadicFeatures>;
beforeAll(async () => {
  analyze = createAnalyzer(await loadDictionary());
  const dicPath = join(dirname(createRequire(import.meta.url).resolve("kuromoji/package.json")), "dict");
  tokenizer = await new Promise((resolve, reject) => {
    kuromoji.builder({ dicPath }).build((error, built) => (error ? reject(error) : resolve(built)));
  });
});

const ours = (text: string) => analyze(text).map(({ surface, pos }) => `${surface} ${pos}`);
const theirs = (text: string) =>
  tokenizer
    .tokenize(text)
    .map(
      ({ surface_form, pos, pos_detail_1, pos_detail_2 }) => `${surface_form} ${pos},${pos_detail_1},${pos_detail_2}`,
    );

describe("morphemes are those of kuromoji", () => {
  test("on every question of みさき市, and every other way of asking it", async () => {
    const phrases = await readPhrases();
    expect(phrases.length).toBeGreaterThan(2000);
    for (const phrase of phrases) expect(ours(phrase)).toEqual(theirs(phrase));
  });

  test("on mixed scripts, digits, signs and letters that no dictionary has", () => {
    const letters = fc.string({
      unit: fc.constantFrom(
        ..."あいかさのはがをにでってアカーゴミ市区町村民票児童手当保険料住所税。、！？ 　abc019１２「」・-é々Σд한",
      ),
      maxLength: 30,
    });
    fc.assert(
      fc.property(letters, (text) => {
        expect(ours(text)).toEqual(theirs(text));
      }),
      { numRuns: 2000 },
    );
  });

  test("in their dictionary forms and readings too", () => {
    for (const text of ["引っ越してきたので住民票を移したい", "ソファを捨てたいけどいくらかかりますか"])
      expect(analyze(text).map(({ lemma, reading }) => [lemma, reading])).toEqual(
        tokenizer.tokenize(text).map(({ basic_form, reading }) => [basic_form, reading]),
      );
  });
});

const anything = fc.string({
  unit: fc.constantFrom(..."あのはゴミ住民票。、\n a1", "😀", "𠮷", "👨‍👩‍👧", "か\u3099", "\ud83d", "\udc00", "\0"),
  maxLength: 30,
});

test("morphemes joined are the text, whatever it holds, and each knows where it starts", () => {
  fc.assert(
    fc.property(anything, (text) => {
      let at = 0;
      for (const { surface, start } of analyze(text)) {
        expect(start).toBe(at);
        expect(surface.length).toBeGreaterThan(0);
        at += surface.length;
      }
      expect(at).toBe(text.length);
    }),
    { numRuns: 1000 },
  );
});

test("a letter of two code units is never cut", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."あ住民票の a1。", "😀", "𠮷", "𩸽"), maxLength: 20 });
  fc.assert(
    fc.property(letters, (text) => {
      for (const { surface } of analyze(text)) expect(surface).not.toMatch(/\p{Cs}/u);
    }),
    { numRuns: 1000 },
  );
});

test("a word the dictionary does not have is its own dictionary form, without a reading", () => {
  expect(analyze("ぷにゃ💡").at(-1)).toMatchObject({ surface: "💡", lemma: "💡", reading: "" });
});

test("a text as long as an ordinance is analysed as its clauses are", () => {
  const clause = "みさき市の住民票の写しは、市民課で交付します。";
  const once = ours(clause);
  expect(ours(clause.repeat(500))).toEqual(Array.from({ length: 500 }, () => once).flat());
  const unbroken = "住民票の写し".repeat(2000);
  expect(
    analyze(unbroken)
      .map(({ surface }) => surface)
      .join(""),
  ).toBe(unbroken);
});

test("nothing has no morphemes", () => {
  expect(analyze("")).toEqual([]);
});

async function readPhrases(): Promise<string[]> {
  const files = await readSourceFiles(misakiFolder, new Set([".md", ".csv", ".html"]), () => {});
  return files
    .filter(({ path }) => !path.startsWith("figures/"))
    .flatMap((file) => readers[file.path.slice(file.path.lastIndexOf("."))]!(file, () => {}))
    .flatMap(({ document: { title, aliases } }) => [title, ...aliases]);
}
