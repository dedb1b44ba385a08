import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { createKanaRestorer, type KanaRestorer, learnReadings } from "../../server/retrieval/kana.ts";
import { loadedLanguage } from "../helper.ts";

const phrases = ["児童手当の申請", "住民票の写し", "国民健康保険", "粗大ごみ", "保育園"];

let restore: KanaRestorer;
beforeAll(async () => {
  const { analyze } = await loadedLanguage();
  restore = createKanaRestorer(learnReadings(phrases, analyze));
});

test.each([
  ["a word alone", "じどうてあて", "児童手当"],
  ["the longest word that fits", "こくみんけんこうほけん", "国民健康保険"],
  ["a noun of a compound, but no reading of three letters", "けんこうほけん", "健康ほけん"],
  ["a word after a particle", "こどものじどうてあて", "こどもの児童手当"],
  ["a word before a particle", "じどうてあてはいつ", "児童手当はいつ"],
  ["two words", "じゅうみんひょうとほいくえん", "住民票と保育園"],
  ["a word among kanji", "市のほいくえんの場所", "市の保育園の場所"],
  ["a word partly in kana", "そだいごみ", "粗大ごみ"],
])("restores %s", (_what, kana, kanji) => {
  expect(restore(kana)).toBe(kanji);
});

test("leaves a short reading alone inside another word", () => {
  expect(restore("おしんせいかつ")).toBe("おしんせいかつ");
  expect(restore("のしんせい")).toBe("の申請");
});

test("leaves words alone that it has not learnt", () => {
  for (const text of ["さくらんぼ", "ありがとうございます", "ごみ", "", "児童手当"]) expect(restore(text)).toBe(text);
});

test("keeps everything that is not hiragana", () => {
  const text = fc.string({ unit: fc.constantFrom(..."じどうてあてほいくえんのはカ住a1、 "), maxLength: 40 });
  fc.assert(
    fc.property(text, (text) => {
      const kept = (one: string) => one.replace(/[ぁ-ん児童手当保育園]/g, "");
      expect(kept(restore(text))).toBe(kept(text));
    }),
  );
});

test("restoring words between particles twice changes nothing more", () => {
  const part = fc.constantFrom("じどうてあて", "ほいくえん", "じゅうみんひょう", "写し", "申請");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const restored = restore(parts.join("の"));
      expect(restore(restored)).toBe(restored);
    }),
  );
});
