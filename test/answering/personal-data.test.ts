import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Mask } from "../../server/answering/personal-data.ts";
import { loadedLanguage } from "../helper.ts";

let mask: Mask;
beforeAll(async () => {
  ({ mask } = await loadedLanguage());
});

describe("personal data is masked", () => {
  test.each([
    ["a mobile number", "電話は090-1234-5678です", "電話は［電話番号］です"],
    [
      "a mobile number in full-width digits and hyphens",
      "電話は０９０－１２３４－５６７８です",
      "電話は［電話番号］です",
    ],
    ["a mobile number without hyphens", "電話は09012345678です", "電話は［電話番号］です"],
    ["a mobile number in full-width digits alone", "電話は０９０１２３４５６７８です", "電話は［電話番号］です"],
    ["a mobile number with spaces", "携帯は080 1234 5678です", "携帯は［電話番号］です"],
    ["a mobile number with long-vowel marks", "携帯は090ー1234ー5678です", "携帯は［電話番号］です"],
    ["a mobile number with minus signs", "携帯は090−1234−5678です", "携帯は［電話番号］です"],
    ["a mobile number with the typographic hyphen", "携帯は090‐1234‐5678です", "携帯は［電話番号］です"],
    ["a number in Tokyo", "自宅は03-1234-5678です", "自宅は［電話番号］です"],
    ["a number with the country code", "携帯は+81-90-1234-5678です", "携帯は［電話番号］です"],
    ["a toll-free number", "0120-123-456にかけた", "［電話番号］にかけた"],
    ["a My Number", "マイナンバーは123456789012です", "マイナンバーは［個人番号］です"],
    [
      "a My Number in full-width digits",
      "マイナンバーは１２３４５６７８９０１２です",
      "マイナンバーは［個人番号］です",
    ],
    ["a My Number in groups", "マイナンバーは1234 5678 9012です", "マイナンバーは［個人番号］です"],
    ["a My Number in full-width groups", "番号は１２３４－５６７８－９０１２です", "番号は［個人番号］です"],
    ["a My Number with ideographic spaces", "番号は１２３４　５６７８　９０１２です", "番号は［個人番号］です"],
    ["a card number", "カードは4111-1111-1111-1111です", "カードは［カード番号］です"],
    ["a card number with spaces", "カードは4111 1111 1111 1111です", "カードは［カード番号］です"],
    ["a card number without hyphens", "カードは4111111111111111です", "カードは［カード番号］です"],
    [
      "a card number in full-width digits",
      "カードは４１１１－１１１１－１１１１－１１１１です",
      "カードは［カード番号］です",
    ],
    ["an e-mail address", "taro.yamada@example.comに送って", "［メールアドレス］に送って"],
    ["an e-mail address with a plus and subdomains", "taro+city@mail.example.co.jpです", "［メールアドレス］です"],
    ["an e-mail address with a full-width at sign", "taro＠example.jpです", "［メールアドレス］です"],
    ["a postcode", "〒515-0001です", "［郵便番号］です"],
    ["a postcode in full-width digits", "〒５１５－０００１です", "［郵便番号］です"],
    ["a postcode without its sign", "郵便番号は515-0001です", "郵便番号は［郵便番号］です"],
    ["a birth date of the Shōwa era", "昭和50年1月1日生まれです", "［生年月日］生まれです"],
    ["a birth date of the Heisei era", "平成3年12月5日生です", "［生年月日］生です"],
    ["a birth date in the first year of an era", "令和元年5月1日生まれの子", "［生年月日］生まれの子"],
    ["a birth date with うまれ", "令和5年4月1日うまれの娘", "［生年月日］うまれの娘"],
    ["a birth date with the era's letter", "S50.1.1生まれです", "［生年月日］生まれです"],
    ["a birth date with slashes", "H3/12/5生まれです", "［生年月日］生まれです"],
    ["a Western birth date", "1975年1月1日生まれです", "［生年月日］生まれです"],
    ["a Western birth date with slashes", "1975/1/1生まれです", "［生年月日］生まれです"],
    ["a birth date in full-width digits", "１９７５年１月１日生まれです", "［生年月日］生まれです"],
    ["an address with 丁目, 番 and 号", "浜北町2丁目3番4号に住んでいます", "浜北町［番地］に住んでいます"],
    ["an address with 番地", "浜北町２丁目３番地４に住んでいます", "浜北町［番地］に住んでいます"],
    ["an address with 番地 and no 丁目", "浜北町123番地4です", "浜北町［番地］です"],
    ["an address with hyphens", "浜北町2-3-4に住んでいます", "浜北町［番地］に住んでいます"],
    ["an address with full-width hyphens", "浜北町２－３－４に住んでいます", "浜北町［番地］に住んでいます"],
    ["an address with a flat", "本町1-2-3-405に住む", "本町［番地］に住む"],
    ["an account number", "口座番号は1234567です", "口座番号は［番号］です"],
    ["the number of an insured person", "被保険者番号12345678です", "被保険者番号［番号］です"],
    ["a full name", "山田太郎です", "［氏名］です"],
    ["a full name with と申します", "山田太郎と申します", "［氏名］と申します"],
    ["a family name with と申します", "鈴木と申します", "［氏名］と申します"],
    ["a family name with といいます", "佐藤といいます", "［氏名］といいます"],
    ["a family name with さん", "山田さんに聞きました", "［氏名］さんに聞きました"],
    ["a family name with 様", "田中様から電話がありました", "［氏名］様から電話がありました"],
    ["a first name with くん", "息子の健太くんの保育園", "息子の［氏名］くんの保育園"],
    ["a name after 名前は", "名前は山田花子です", "名前は［氏名］です"],
    ["a name after 私は", "私は高橋です", "私は［氏名］です"],
    ["the name of a clerk", "担当の伊藤さんに言われた", "担当の［氏名］さんに言われた"],
    ["the name of the dead", "夫の鈴木健二が亡くなりました", "夫の［氏名］が亡くなりました"],
  ])("%s: %s", (_what, text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  test("everything in one sentence", () => {
    const text = "私は山田花子、昭和50年1月1日生まれ、〒515-0001浜北町2-3-4、電話090-1234-5678、hanako@example.jpです";
    expect(mask(text)).not.toMatch(/[0-9]|山田|花子|hanako/);
  });

  test("a number with any digits, in half or full width, with any of the hyphens", () => {
    const digits = (count: number) =>
      fc.array(fc.nat({ max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(""));
    const hyphen = fc.constantFrom("", "-", "－", "‐", "−", "ー", "–", " ");
    const wide = (text: string) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(digits(4), digits(4), hyphen, fc.boolean(), (a, b, hyphen, isWide) => {
        const number = ["090", a, b].join(hyphen);
        expect(mask(`電話は${isWide ? wide(number) : number}です`)).toBe("電話は［電話番号］です");
      }),
      { numRuns: 300 },
    );
  });
});

describe("what is no personal data stays", () => {
  test.each([
    "粗大ごみの手数料は300円ですか",
    "手数料は1,200円でした",
    "保険料は123,456円です",
    "年収が3000000円あります",
    "103万円の壁",
    "4月1日から申し込めますか",
    "2026年4月1日に引っ越します",
    "令和8年4月1日に転入しました",
    "平成31年4月1日から令和5年3月31日まで",
    "令和元年度の税証明がほしい",
    "2019、2020、2021年の税証明がほしい",
    "2019年、2020年、2021年の所得証明",
    "令和5年度、6年度、7年度の課税証明",
    "昭和50年の戸籍",
    "第12条第3項には何と書いてありますか",
    "国民健康保険法第116条",
    "様式第1号はどこですか",
    "8時30分から17時15分まで",
    "15日以内に届け出ますか",
    "3歳から5歳までの保育料",
    "小学1年生から6年生まで",
    "1号認定、2号認定、3号認定",
    "45リットルの袋は10枚でいくらですか",
    "180cm×90cmのマットレス",
    "65歳以上の介護保険",
    "1番窓口はどこですか",
    "浜北町2丁目の収集日は何曜日ですか",
    "国道23号に穴があいている",
    "119番に電話した",
    "住民票の写しを郵送で請求することはできますか",
    "お母さんの介護保険",
    "赤ちゃんが生まれました",
    "お子さんの医療費",
    "業者さんに頼みたい",
    "大家さんとのトラブル",
    "さくら市から引っ越してきました",
    "千葉県から転入します",
    "福島から転入します",
    "スズキのバイクを廃車にしたい",
    "みさき市の人口",
    "24時間365日",
    "",
  ])("%s", (text) => {
    expect(mask(text)).toBe(text);
  });
});

const fragment = fc.oneof(
  fc.constantFrom(
    "090-1234-5678",
    "1234 5678 9012",
    "山田太郎",
    "さん",
    "浜北町2丁目3番地4",
    "昭和50年1月1日",
    "生まれ",
  ),
  fc.constantFrom(
    "〒515-0001",
    "a@b.jp",
    "私は",
    "と申します",
    "4111111111111111",
    "300円",
    "ー",
    "-",
    "−",
    "１２",
    "［",
  ),
  fc.string({ unit: fc.constantFrom(..."あ市0９1-－ー.年月日番地号目の@さん 様"), maxLength: 6 }),
);
const anyText = fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join(""));

test("masking twice changes nothing more", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(mask(mask(text))).toBe(mask(text));
    }),
    { numRuns: 1000 },
  );
});

test("takes any text, and leaves no run of seven digits", () => {
  const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof(codeUnit, fc.constantFrom(..."0123456789あ")), maxLength: 60 }), (text) => {
      expect(mask(`${text}。1234567`)).not.toContain("1234567");
    }),
    { numRuns: 500 },
  );
});
