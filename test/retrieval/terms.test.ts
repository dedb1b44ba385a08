import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { foldSpelling, type TermExtractor } from "../../server/retrieval/terms.ts";
import { loadedLanguage } from "../helper.ts";

let extract: TermExtractor;
beforeAll(async () => {
  ({ extract } = await loadedLanguage());
});

describe("folding", () => {
  test.each([
    ["katakana to hiragana", ["ゴミ", "ごみ"]],
    ["the final long vowel", ["コンピューター", "コンピュータ"]],
    ["okurigana of two kanji", ["申し込む", "申込む", "申込み", "申込"]],
    ["okurigana between and after", ["引っ越し", "引越し", "引越"]],
    ["kana inside a compound", ["受け付け", "受付け", "受付"]],
  ])("makes one spelling of %s", (_what, spellings) => {
    expect(new Set(spellings.map(foldSpelling)).size).toBe(1);
  });

  test.each([
    ["ごみ", "ゴム"],
    ["出す", "出る"],
    ["キー", "キ"],
    ["届く", "届ける"],
    ["子ども", "子"],
  ])("keeps %s and %s apart", (one, other) => {
    expect(foldSpelling(one)).not.toBe(foldSpelling(other));
  });

  test("folding twice changes nothing more", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."ごみゴミ申込しむ引越a1", "ター"), maxLength: 8 });
    fc.assert(
      fc.property(letters, fc.constantFrom("", "ー"), (letters, end) => {
        const word = letters.replace(/ー$/, "") + end;
        expect(foldSpelling(foldSpelling(word))).toBe(foldSpelling(word));
      }),
    );
  });
});

describe("the terms of a text", () => {
  test.each(["財布なくした", "財布をなくしました", "財布を無くした", "財布 なくしちゃった"])(
    "say what was lost, with or without を: %s",
    (text) => {
      expect(extract(text)).toEqual(["財布", "なくす"]);
    },
  );

  test("are its nouns, verbs and adjectives in their dictionary form, in order", () => {
    expect(extract("古いソファを捨てました")).toEqual(["古い", "そふぁ", "捨てる"]);
  });

  test.each([
    ["the same in full-width, half-width and small letters", ["ＤＶの相談", "DVの相談", "dvの相談"]],
    ["the same in hiragana and katakana", ["ゴミの袋", "ごみの袋"]],
    ["the same with and without okurigana", ["引っ越しの申し込み", "引越しの申込み", "引越の申込"]],
    ["the same for a polite and a plain question", ["住民票はどこで取れますか", "住民票、どこで取れるの？"]],
  ])("are %s", (_what, texts) => {
    const [first, ...others] = texts.map(extract);
    expect(first!.length).toBeGreaterThan(0);
    for (const other of others) expect(other).toEqual(first);
  });

  test("are none where nothing says what it is about", () => {
    for (const text of [
      "",
      " ",
      "。、！？",
      "どうすればいいですか",
      "それはいつですか",
      "教えてください",
      "Where can I do it?",
    ])
      expect({ text, terms: extract(text) }).toEqual({ text, terms: [] });
  });

  test("hold a letter or a digit each, whatever is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        for (const term of extract(text)) expect(term).toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });
});
