import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Document } from "../../server/domain.ts";
import { normalize } from "../../server/retrieval/normalize.ts";
import { createSuggester, type Suggester } from "../../server/retrieval/suggest.ts";
import { loadedLanguage, startApp } from "../helper.ts";

function faq(title: string, { headings = [], ...rest }: Partial<Document> & { headings?: string[] } = {}): Document {
  const chunks = headings.map((place, i) => ({ id: `${title}#${i}`, documentId: title, place, text: "", digest: "" }));
  const document: Document = {
    id: title,
    kind: "faq",
    title,
    aliases: [],
    url: "",
    updatedAt: "",
    related: [],
    file: "",
    chunks,
  };
  return { ...document, ...rest };
}

const bulky = "粗大ごみの手数料はいくらですか。";
const allowance = "児童手当は、いつ振り込まれますか。";
const residence = "住民票の写しを郵送で請求することはできますか。";
const nursery = "保育園の給食費は、いくらかかりますか。";
const passport = "パスポートはどこで申請できますか。";
const newspaper = "新聞や雑誌は何ごみですか。";
const park = "公園で花火はできますか。";
const desk = "マイナンバーカードの受け取りには、何が必要ですか。";

const small = [
  faq(bulky, { aliases: ["ソファの処分代"], headings: ["主な品目の手数料 ＞ 処理券の枚数"] }),
  faq(allowance),
  faq(residence),
  faq(nursery),
  faq(passport),
  faq(newspaper),
  faq(park),
  faq(desk),
];

let suggesterOf: (documents: Document[]) => Suggester;
let suggest: Suggester;
beforeAll(async () => {
  const { analyze } = await loadedLanguage();
  suggesterOf = (documents) => createSuggester(documents, analyze);
  suggest = suggesterOf(small);
});

describe("what was typed so far", () => {
  test.each([
    ["in kana", "そだい", bulky],
    ["half in kanji", "粗大ご", bulky],
    ["in romaji", "sodai", bulky],
    ["in romaji, further", "sodaigo", bulky],
    ["in romaji that ends in half a syllable", "sodaig", bulky],
    ["in romaji that leaves out long vowels", "jidoute", allowance],
    ["in kana for kanji", "じどうてあて", allowance],
    ["half a compound", "児童手", allowance],
    ["in kanji, the rest in kana", "児童てあ", allowance],
    ["in kanji, the rest half a syllable", "児童t", allowance],
    ["with kanji that only sound alike", "住民表", residence],
    ["in Hepburn without long vowels", "juminhyo", residence],
    ["in Hepburn with macrons", "jūminhyō", residence],
    ["in Kunrei", "zyuuminhyou", residence],
    ["in the middle of an IME's syllable", "ほいk", nursery],
    ["in an IME's full-width letters", "ほいｋ", nursery],
    ["with the n of an IME", "hoikuenn", nursery],
    ["with the n of Hepburn", "hoikuen no", nursery],
    ["in hiragana for katakana", "ぱすぽ", passport],
    ["in half-width katakana", "ﾊﾟｽﾎﾟｰﾄ", passport],
    ["in romaji with a hyphen for the long vowel", "pasupo-to", passport],
    ["in romaji with a doubled long vowel", "pasupooto", passport],
    ["in full-width romaji", "ＳＯＤＡＩ", bulky],
    ["with m before b", "shimbun", newspaper],
    ["with n before b", "sinbun", newspaper],
    ["without the long vowel of kana", "こえん", park],
    ["as a later word of the question", "かーど", desk],
    ["inside a word", "ナンバーカ", desk],
    ["as another way of asking", "sofa-no", bulky],
    ["as a word of a heading", "処理券", bulky],
    ["in pieces", "住民票　郵送", residence],
    ["in pieces of several kinds", "yuusou じゅうみん", residence],
  ])("is found %s: %s", (_how, typed, question) => {
    expect(suggest(typed, 6)[0]).toBe(question);
  });

  test.each([
    "粗太ごみ",
    "そだおごみ",
    "そだごいみ",
    "そだいこごみ",
    "じどうてて",
    "じどてうあて",
    "sodsigomi",
    "sodaigmoi",
    "パスホート",
  ])("is forgiven one slip: %s", (typed) => {
    expect([bulky, allowance, passport]).toContain(suggest(typed, 6)[0]);
  });

  test.each(["株価", "ビットコイン", "粗犬ゴム", "かきく", "？", "「」", " ", "", "\0", "ー", "\ud842"])(
    "suggests nothing for %j",
    (typed) => {
      expect(suggest(typed, 6)).toEqual([]);
    },
  );

  test("must be met in every piece", () => {
    expect(suggest("住民票 花火", 6)).toEqual([]);
  });
});

test("adds slips of a finger only to fewer than three questions that hold what was typed", () => {
  const held = ["保険証をなくした", "保険証が届かない", "保険証を返す"];
  const [near, ...all] = ["保険料を払う", ...held].map((title) => faq(title));
  expect(suggesterOf([near!, ...all])("ほけんしょ", 6)).not.toContain("保険料を払う");
  expect(suggesterOf([near!, ...all.slice(1)])("ほけんしょ", 6)).toContain("保険料を払う");
});

describe("the order", () => {
  const titles = (...documents: Document[]) => suggesterOf(documents)("ごみ", 10);

  test("puts the question before another way of asking, and that before a heading", () => {
    const found = titles(
      faq("分別の相談", { headings: ["ごみの分け方"] }),
      faq("資源の日", { aliases: ["ごみの日"] }),
      faq("引っ越しのときのごみ"),
    );
    expect(found).toEqual(["引っ越しのときのごみ", "資源の日", "分別の相談"]);
  });

  test("puts the beginning of the question before the beginning of a word, and that before the inside", () => {
    expect(titles(faq("粗大ごみ"), faq("燃やすごみ"), faq("ごみの収集日は何曜日ですか"))).toEqual([
      "ごみの収集日は何曜日ですか",
      "燃やすごみ",
      "粗大ごみ",
    ]);
  });

  test("puts a question of which more was typed first", () => {
    expect(titles(faq("ごみを出す場所はどこですか"), faq("ごみの日"))).toEqual([
      "ごみの日",
      "ごみを出す場所はどこですか",
    ]);
  });

  test("keeps the order of the corpus where nothing else decides", () => {
    expect(titles(faq("ごみの日"), faq("ごみの山"))).toEqual(["ごみの日", "ごみの山"]);
    expect(titles(faq("ごみの山"), faq("ごみの日"))).toEqual(["ごみの山", "ごみの日"]);
  });

  test("puts what was typed before what sounds alike, and that before what is one slip away", () => {
    const suggest = suggesterOf([faq("とけつうを探す"), faq("統計を見る"), faq("時計を捨てる")]);
    expect(suggest("とけい", 6)).toEqual(["時計を捨てる", "統計を見る"]);
    expect(suggest("tokei", 6).slice(0, 2)).toEqual(["時計を捨てる", "統計を見る"]);
  });
});

describe("published questions", () => {
  test("are suggested from FAQs and pages, never from ordinances", () => {
    const suggest = suggesterOf([
      faq("ごみ条例 第1条", { kind: "article" }),
      faq("ごみの一覧", { kind: "page" }),
      faq("ごみの日"),
    ]);
    expect(suggest("ごみ", 6)).toEqual(["ごみの日", "ごみの一覧"]);
  });

  test("are suggested once, while one of the same title may be served", () => {
    const [first, second] = [faq("ごみの日", { id: "first" }), faq("ごみの日", { id: "second" })];
    const suggest = suggesterOf([first, second]);
    expect(suggest("ごみ", 6)).toEqual(["ごみの日"]);
    expect(suggest("ごみ", 6, ({ id }) => id === "second")).toEqual(["ごみの日"]);
    expect(suggest("ごみ", 6, () => false)).toEqual([]);
  });

  test("are replaced by the next ones when they may not be served", () => {
    const suggest = suggesterOf(["ごみの日", "ごみの場所", "ごみの出し方"].map((title) => faq(title)));
    expect(suggest("ごみ", 2, ({ title }) => title !== "ごみの日")).toEqual(["ごみの場所", "ごみの出し方"]);
  });
});

describe("for a whole city", () => {
  let city: Document[];
  let suggestCity: Suggester;
  beforeAll(async () => {
    const { cities } = await startApp();
    city = [...cities.get("misaki")!.documents.values()].filter(({ kind }) => kind !== "article");
    suggestCity = cities.get("misaki")!.suggest;
  });

  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 100 }),
    fc.string({
      unit: fc.constantFrom(..."そだいごみしょうっんーソ粗大児童手当住民票kshnyaiueo-'’ 　、・。1ｋ"),
      maxLength: 100,
    }),
  );

  test("never throws, never gives more than the limit, never the same question twice, the same each time", () => {
    const published = new Set(city.map(({ title }) => title));
    fc.assert(
      fc.property(anything, fc.integer({ min: -1, max: 10 }), (typed, limit) => {
        const found = suggestCity(typed, limit);
        expect(found.length).toBeLessThanOrEqual(Math.max(0, limit));
        expect(new Set(found).size).toBe(found.length);
        expect(found.every((title) => published.has(title))).toBe(true);
        expect(suggestCity(typed, limit)).toEqual(found);
      }),
    );
  });

  test("suggests only what may be served", () => {
    const isServable = ({ id }: Document) => id.length % 2 === 0;
    const servable = new Set(city.filter(isServable).map(({ title }) => title));
    fc.assert(
      fc.property(anything, (typed) => {
        expect(suggestCity(typed, 6, isServable).every((title) => servable.has(title))).toBe(true);
      }),
    );
  });

  test("suggests a question first of all once what was typed begins no other question", () => {
    const written = (text: string) =>
      normalize(text)
        .replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
        .replace(/[^\p{L}\p{N}]/gu, "");
    const questions = [...new Set(city.map(({ title }) => title))];
    fc.assert(
      fc.property(fc.constantFrom(...questions), fc.integer({ min: 1, max: 6 }), (question, length) => {
        const typed = question.slice(0, length);
        const begun = questions.filter((other) => written(typed) && written(other).startsWith(written(typed)));
        fc.pre(begun.length > 0);
        const found = suggestCity(typed, 6);
        if (begun.length === 1) expect(found[0]).toBe(question);
        // Several begin so: those are suggested before all others.
        expect(begun).toEqual(expect.arrayContaining(found.slice(0, begun.length)));
      }),
      { numRuns: 1_000 },
    );
  });
});
