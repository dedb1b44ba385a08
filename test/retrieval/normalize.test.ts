import fc from "fast-check";
import { expect, test } from "vitest";
import { normalize } from "../../server/retrieval/normalize.ts";

test.each([
  ["full-width letters and digits", "ＤＶ相談１２３", "dv相談123"],
  ["half-width kana", "ｺﾞﾐのｶﾞﾗｽ", "ゴミのガラス"],
  ["capitals", "WiFi", "wifi"],
  ["a hyphen for the long vowel", "カレンダ-", "カレンダー"],
  ["a minus sign for the long vowel", "スプレ−缶", "スプレー缶"],
  ["a dash after a long vowel", "ソファー―", "ソファーー"],
  ["spaces of all kinds", "　住民票 \t の\n写し ", "住民票 の 写し"],
  ["enclosed and compatibility letters", "㈱①㍑", "(株)1リットル"],
  ["a lost thing written 無くす", "保険証を無くした", "保険証をなくした"],
  ["a lost thing written 失くす", "鍵を失くしました", "鍵をなくしました"],
])("writes %s one way", (_what, text, normalized) => {
  expect(normalize(text)).toBe(normalized);
});

test("leaves hyphens between digits, letters and hiragana alone", () => {
  for (const text of ["090-1234", "a-b", "みさき-ごみ"]) expect(normalize(text)).toBe(text);
});

test("leaves 無くて, 亡くなる and 無い alone", () => {
  for (const text of ["印鑑が無くても", "父が亡くなりました", "資格が無い"]) expect(normalize(text)).toBe(text);
});

const letters = fc.string({ unit: fc.constantFrom(..."ごみカーｶﾞ無くしたＡｂ１２ 　、。"), maxLength: 30 });

test("normalising twice changes nothing more", () => {
  fc.assert(
    fc.property(letters, (text) => {
      expect(normalize(normalize(text))).toBe(normalize(text));
    }),
  );
});

test("leaves no space at the ends and no two in a row, whatever the text", () => {
  const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof(codeUnit, fc.constantFrom(..." \t\n　あ")) }), (text) => {
      expect(normalize(text)).not.toMatch(/^\s|\s$|\s{2}/);
    }),
  );
});
