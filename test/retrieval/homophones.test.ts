import { beforeAll, expect, test } from "vitest";
import { createHomophones } from "../../server/retrieval/homophones.ts";
import { loadedLanguage } from "../helper.ts";

let homophonesIn: (...vocabulary: string[]) => (term: string) => string[];
beforeAll(async () => {
  const { analyze } = await loadedLanguage();
  homophonesIn = (...vocabulary) => createHomophones(vocabulary, analyze);
});

test("a word in kana is found as the corpus writes it in kanji", () => {
  expect(homophonesIn("辞める", "住む")("やめる")).toEqual(["辞める"]);
});

test("a word in kanji is found as the corpus writes it in kana", () => {
  expect(homophonesIn("なくす", "すむ")("無くす")).toEqual(["なくす"]);
});

test("adjectives count as verbs do", () => {
  expect(homophonesIn("古い")("ふるい")).toEqual(["古い"]);
});

test("two different kanji are never linked", () => {
  expect(homophonesIn("帰る", "替える")("変える")).toEqual([]);
});

test("kana may stand for each of several kanji, since nobody can tell which", () => {
  const found = homophonesIn("変える", "帰る", "住む")("かえる");
  expect([...found].sort()).toEqual(["変える", "帰る"].sort());
});

test("nouns are not linked", () => {
  expect(homophonesIn("川", "皮", "市営")("かわ")).toEqual([]);
});

test("a word is no homophone of itself", () => {
  expect(homophonesIn("やめる")("やめる")).toEqual([]);
});
