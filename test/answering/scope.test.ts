import { beforeAll, describe, expect, test } from "vitest";
import { asksForOwnRecord, asksForService, isAboutElsewhere, isInScope } from "../../server/answering/scope.ts";
import type { Language } from "../../server/language.ts";
import { loadedLanguage } from "../helper.ts";
import { documentOf } from "../retrieval/documents.ts";
import { cityOf } from "./city.ts";

let language: Language;
beforeAll(async () => {
  language = await loadedLanguage();
});

const isElsewhere = (question: string) =>
  isAboutElsewhere(question, (place) => !"みさき市".startsWith(place), language.analyze);

describe("a question about another municipality", () => {
  test.each([
    "名古屋市の粗大ごみの手数料は",
    "横浜市の保育料はいくらですか",
    "京都市のごみの分け方",
    "東京都の税金について教えて",
    "大阪府の補助金",
    "渋谷区の住民票",
    "那覇市の水道料金",
    "隣の市のごみ袋は使えますか",
    "となりの町の図書館",
    "他の自治体の制度と比べたい",
    "よその市の保育園に入れますか",
  ])("is noticed: %s", (question) => {
    expect(isElsewhere(question)).toBe(true);
  });

  test.each([
    "名古屋市から引っ越してきた",
    "名古屋市の住所から転入します",
    "横浜市へ転出する手続き",
    "名古屋市の保育園から転園したい",
    "東京都の会社に通勤しています",
    "大阪府の実家に里帰りします",
    "前に住んでいた名古屋市の税金の納付書が届いた",
    "名古屋市の学校に通学しています",
    "市外の保育園に入れたい",
    "県外の病院で予防接種を受けたい",
  ])("is not one of somebody who comes, goes or was away: %s", (question) => {
    expect(isElsewhere(question)).toBe(false);
  });

  test.each([
    "粗大ごみの手数料は",
    "若松町の燃えるごみは何曜日",
    "みさき市の人口",
    "市の手数料",
    "隣の家の木がじゃまです",
    "他の人の住民票を取りたい",
    "",
  ])("is not one that names no other: %s", (question) => {
    expect(isElsewhere(question)).toBe(false);
  });
});

describe("a question about the resident's own record", () => {
  test.each([
    "私の未納額を教えて",
    "わたしの税金に滞納はありますか",
    "私の申請の審査状況を教えて",
    "昨日出した申請は受理されましたか",
    "うちの保育園の選考結果はいつわかりますか",
    "私は当選しましたか",
    "私の児童手当は振り込まれたか教えて",
    "先日の申し込みの結果を知りたい",
    "今月の水道料金を払ったか知りたい",
    "僕の残高は？",
  ])("is noticed: %s", (question) => {
    expect(asksForOwnRecord(question)).toBe(true);
  });

  test.each([
    "滞納するとどうなりますか",
    "審査の基準を教えて",
    "自分の住民票の写しを取りたい",
    "うちの子の保育料はいくらですか",
    "私が結婚したときの手続きは",
    "未納の税金はどこで払えますか",
    "選挙の結果を知りたい",
    "昨日ごみを出し忘れた",
    "先日の台風の罹災証明がほしい",
    "今月の収集日はいつですか",
    "税金を払ってないとどうなりますか",
  ])("is not one that what is published answers: %s", (question) => {
    expect(asksForOwnRecord(question)).toBe(false);
  });
});

describe("a question that asks for a service of the bot", () => {
  test.each([
    "君も税金を払ってるの？",
    "あなたはだれですか",
    "次の文を英語に訳して",
    "「ごみは朝出す」をベトナム語になおして",
    "読書感想文を書いてください",
    "謝辞を考えて",
    "俳句を作ってよ",
    "12×34",
    "357×24を計算して",
    "5478 / 1.1 はいくら",
  ])("is noticed: %s", (question) => {
    expect(asksForService(question)).toBe(true);
  });

  test.each([
    "市長に手紙を書いてもいいですか",
    "申請書はどう書いて出しますか",
    "英語で相談できますか",
    "外国語の案内はありますか",
    "あなたの市のごみ袋はどこで買えますか",
    "10-15日に引っ越します",
    "作文コンクールの応募方法",
    "パソコンの捨て方",
  ])("is not one that what is published answers: %s", (question) => {
    expect(asksForService(question)).toBe(false);
  });
});

describe("in a city", () => {
  const answers = async (question: string) => {
    const city = await cityOf([
      documentOf("粗大ごみの手数料", { passages: ["600円です。"] }),
      documentOf("姉妹都市", { passages: ["北海道の釧路市と姉妹都市です。"] }),
    ]);
    return isInScope(question, city, language.analyze);
  };

  test("a place that the city itself writes about is no other municipality", async () => {
    expect(await answers("釧路市の訪問団はいつ来ますか")).toBe(true);
    expect(await answers("名古屋市の訪問団はいつ来ますか")).toBe(false);
  });

  test("its own name is no other municipality", async () => {
    expect(await answers("みさき市の粗大ごみの手数料は")).toBe(true);
  });

  test("what only a clerk can look up is out of scope", async () => {
    expect(await answers("粗大ごみの手数料は")).toBe(true);
    expect(await answers("私の未納額を教えて")).toBe(false);
  });
});
