import fc from "fast-check";
import { expect, test } from "vitest";
import { cutMarkdown, splitSentences } from "../../server/indexing/passages.ts";

const textsOf = (markdown: string) => cutMarkdown(markdown).map(({ text }) => text);
const placesOf = (markdown: string) => cutMarkdown(markdown).map(({ place }) => place);
const sentence = (length: number, n = 0) => `${n}${"あ".repeat(length - 2)}。`;

test("keeps a short section in one passage, its paragraphs apart", () => {
  expect(textsOf("一つめ。\n\n二つめ。\n\n- 三\n- 四")).toEqual(["一つめ。\n\n二つめ。\n\n- 三\n- 四"]);
});

test("starts a passage at each heading and names the headings above it", () => {
  const markdown = "# 大\n\nア\n\n### 小\n\nイ\n\n## 中\n\nウ\n\n# 別\n\nエ";
  expect(textsOf(markdown)).toEqual(["ア", "イ", "ウ", "エ"]);
  expect(placesOf(markdown)).toEqual(["大", "大 ＞ 小", "大 ＞ 中", "別"]);
});

test("writes a heading without its marks", () => {
  expect(placesOf("## **料金**と[支払い](/a.html)\n\n300円です。")).toEqual(["料金と支払い"]);
});

test("splits a long paragraph between sentences", () => {
  const sentences = Array.from({ length: 9 }, (_, n) => sentence(150, n));
  const texts = textsOf(sentences.join(""));
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.join("")).toBe(sentences.join(""));
  for (const text of texts) expect(text).toMatch(/^\d.*。$/s);
});

test("leaves a sentence whole, however long it is", () => {
  const long = `${"あ".repeat(1500)}。`;
  expect(textsOf(`${sentence(100)}${long}${sentence(100)}`)).toContain(long);
});

test("splits a long list between items, with what belongs to them", () => {
  const items = Array.from({ length: 8 }, (_, n) => `- 項目${n}\n  - ${"い".repeat(80)}`);
  const texts = textsOf(items.join("\n"));
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.join("\n")).toBe(items.join("\n"));
  for (const text of texts) expect(text).toMatch(/^- 項目\d/);
});

test("splits a long table between rows and repeats its head", () => {
  const head = "| 品目 | 区分 |\n| --- | --- |";
  const rows = Array.from({ length: 40 }, (_, n) => `| 品目の名前${n} | 燃やすごみ |`);
  const texts = textsOf([head, ...rows].join("\n"));
  expect(texts.length).toBeGreaterThan(1);
  for (const text of texts) expect(text.startsWith(`${head}\n| 品目の名前`)).toBe(true);
  expect(texts.flatMap((text) => text.split("\n").slice(2))).toEqual(rows);
});

test("makes no passage of nothing", () => {
  for (const markdown of ["", " \n\n ", "# 見出しだけ", "---"]) expect(cutMarkdown(markdown)).toEqual([]);
});

test("ends a sentence at 。！？ and at line breaks, not within brackets", () => {
  expect(splitSentences("一。二！三？四")).toEqual(["一。", "二！", "三？", "四"]);
  expect(splitSentences("「はい。」と答える。次。")).toEqual(["「はい。」と答える。", "次。"]);
  expect(splitSentences("出せます（一部を除く。）。次。")).toEqual(["出せます（一部を除く。）。", "次。"]);
  expect(splitSentences("一\n二。")).toEqual(["一\n", "二。"]);
  expect(splitSentences("「閉じない。\n次。終わり。")).toEqual(["「閉じない。\n", "次。", "終わり。"]);
});

const words = fc.stringMatching(/^[ぁ-んァ-ヶ亜-熙0-9A-Za-z、「」（）]{1,120}$/);
const paragraph = fc
  .array(
    words.map((text) => `あ${text}。`),
    { minLength: 1, maxLength: 12 },
  )
  .map((sentences) => sentences.join(""));
const list = fc
  .array(words, { minLength: 1, maxLength: 12 })
  .map((items) => items.map((item) => `- あ${item}`).join("\n"));
const markdown = fc
  .array(fc.oneof(paragraph, list), { minLength: 1, maxLength: 8 })
  .map((blocks) => blocks.join("\n\n"));
const solid = (text: string) => text.replace(/\s+/g, "");

test("joining the passages loses no character but spaces, and adds none", () => {
  fc.assert(
    fc.property(markdown, (text) => {
      expect(solid(textsOf(text).join(""))).toBe(solid(text));
    }),
  );
});

test("every passage stands in the text word for word, and no sentence is cut", () => {
  fc.assert(
    fc.property(paragraph, (text) => {
      for (const passage of textsOf(text)) {
        expect(text).toContain(passage);
        expect(passage.endsWith("。")).toBe(true);
      }
    }),
  );
});

test("joining the sentences gives the text back", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."あ。！？「」（）()\n 、a") }), (text) => {
      expect(splitSentences(text).join("")).toBe(text);
    }),
  );
});
