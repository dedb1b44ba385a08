import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { screen } from "../../server/answering/screen.ts";

const clean = (text: string) => screen(text, (question) => question).question;
const isCrisis = (text: string) => screen(text, (question) => question).crisis;

describe("a question that may be worked with", () => {
  test.each([
    ["zero-width spaces", "粗大\u200bごみ", "粗大ごみ"],
    ["zero-width joiners", "粗\u200c大\u200dごみ", "粗大ごみ"],
    ["a byte order mark", "\ufeff粗大ごみ", "粗大ごみ"],
    ["soft hyphens", "粗大\u00adごみ", "粗大ごみ"],
    ["bidirectional overrides", "\u202e粗大ごみ\u202c", "粗大ごみ"],
    ["bidirectional isolates", "\u2066粗大ごみ\u2069", "粗大ごみ"],
    ["a word joiner", "粗大\u2060ごみ", "粗大ごみ"],
    ["controls", "粗大\u0000ご\u0007み\u001b\u007f\u0085", "粗大ごみ"],
  ])("has no %s", (_what, text, shown) => {
    expect(clean(text)).toBe(shown);
  });

  test("has one space where there was white space of any kind, and none at the ends", () => {
    expect(clean(" 　粗大ごみ\n\n\t手数料　\r\n ")).toBe("粗大ごみ 手数料");
  });

  test("keeps everything that shows", () => {
    for (const text of ["ＤＶ相談", "①②③", "𠮷野さくら通り", "か\u3099", "😀👍🏽", "100％〜", "「」・ー−"])
      expect(clean(text)).toBe(text);
  });

  test("is masked when it is clean, so that nothing hidden keeps a number from being seen", () => {
    const masked = screen("電話は090\u200b12345678", (text) => text.replace(/\d{11}/, "［電話番号］"));
    expect(masked.question).toBe("電話は［電話番号］");
  });

  test("shows nothing hidden, whatever was typed, and is clean when screened again", () => {
    const codeUnit = fc.integer({ min: 0, max: 0x2100 }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(codeUnit, fc.constantFrom(..."ごみ 　\n\u200b\u202e")) }), (text) => {
        const once = clean(text);
        expect(once).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u);
        expect(clean(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});

describe("somebody in danger", () => {
  test.each([
    "もう死にたい",
    "しにたいです",
    "死のうかと思っています",
    "自殺したい",
    "自殺の方法を教えて",
    "友達が自殺しそう",
    "消えてしまいたい",
    "消えたい",
    "生きていたくない",
    "生きてたくない",
    "生きるのがつらい",
    "生きるのが嫌になった",
    "もう生きていけない",
    "リストカットがやめられない",
    "リスカしてしまう",
    "自傷行為がとまらない",
    "夫に殴られています",
    "彼氏になぐられた",
    "親に蹴られる",
    "妻から暴力を受けている",
    "夫に暴力をふるわれています",
    "父に殺されるかもしれない",
    "元夫に殺されそう",
    "赤ちゃんを殺してしまいそう",
    "子どもを殴ってしまう",
    "子どもを叩いてしまう",
    "虐待されています",
    "近所の子が虐待されている",
  ])("is noticed: %s", (text) => {
    expect(isCrisis(text)).toBe(true);
  });

  test("is noticed through hidden characters and in the midst of another question", () => {
    expect(isCrisis("死\u200bに\u200bた\u200bい")).toBe(true);
    expect(isCrisis("住民票の写しがほしい。夫に殴られています。住所を知られたくない。")).toBe(true);
  });

  test("is noticed in the words as written, not as masked", () => {
    expect(screen("もう死にたい", () => "").crisis).toBe(true);
  });
});

describe("a neighbour of such words", () => {
  test.each([
    "父が死んだ",
    "夫が死にました",
    "父が死んだので手続きを知りたい",
    "飼い犬が死んだ",
    "道路で猫が死んでいる",
    "死亡届の出し方",
    "自殺対策の計画",
    "自殺予防週間の催し",
    "自殺防止の取り組み",
    "児童虐待の通告先はどこですか",
    "虐待防止の条例",
    "暴力団排除条例",
    "夫に頼まれて住民票を取りたい",
    "妻に届いた通知",
    "親から引き継いだ土地",
    "家族に障がいのある人がいます",
    "殺虫剤の缶の捨て方",
    "殺処分をなくす取り組み",
    "生きがい教室の申し込み",
    "街灯が消えた",
    "消火器を捨てたい",
    "ハチに刺されました",
    "子どもを預けたい",
    "娘を扶養に入れたい",
  ])("is an ordinary question: %s", (text) => {
    expect(isCrisis(text)).toBe(false);
  });
});
