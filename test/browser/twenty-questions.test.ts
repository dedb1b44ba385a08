import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { serveDemo } from "./demo.ts";
import { ask, openPanel } from "./resident.ts";

/** In residents' own words, written before anybody looked at what is answered; the entries any of which would do. */
const answerable: [question: string, ...documentIds: string[]][] = [
  ["赤ちゃんができたみたい。あの手帳ってどこに行けばくれるの", "childcare-pregnancy-notice"],
  ["児童手当、前に届けたのとちがう銀行に入れてもらえる？", "childcare-jt-bank"],
  ["下の子が熱あるけど今日はどうしても会議が抜けられない。みてくれる所ない？", "childcare-sick-care"],
  ["お盆に岐阜のばあばの家で娘が熱を出して、あっちの小児科でお金を払いました。戻りますか", "childcare-med-refund"],
  ["小1の息子の学童、19時までみてもらえる？", "childcare-afterschool-hours"],
  ["保育園ぜんぶだめだったという手紙がきました。このあとどうしたらいいの", "childcare-nursery-waiting"],
  [
    "春から中学生なんですが制服もかばんも高くて…お金を助けてくれる制度あります？",
    "childcare-school-entrance-money",
    "childcare-school-aid",
  ],
  ["ソファーを家の前まで取りにきてもらうのに電話しとくの？", "garbage-bulky-apply", "garbage-bulky-time"],
  ["唐揚げしたあとの油、みんなどうやって捨ててます？", "garbage-cooking-oil"],
  ["使いきったヘアスプレー、ガスは抜いてから出すの？", "garbage-spray-can"],
  [
    "うちの犬がけさ息を引き取りました。市にお願いできることはありますか",
    "garbage-animal-pet",
    "procedures-dog-changes",
  ],
  ["燃えないやつの日っていつだったっけ", "garbage-collection-days", "garbage-collection-calendar"],
  ["お正月があけて最初に燃えるごみを出せるのはいつ", "garbage-collection-newyear"],
  ["動かなくなったノートPC、中の写真を人に見られないように捨てたい", "garbage-pc"],
  [
    "先月よその市から越してきて、まだ役所に何も出してないんだけどまずいかな",
    "procedures-move-late",
    "procedures-move-in",
  ],
  ["今日うまれた！名前の届け、何日までに出せばいい？", "procedures-birth"],
  ["マイナカードの4けたのやつ何回もまちがえて使えなくなった", "procedures-mynumber-pin"],
  ["3月で会社をやめます。健康保険は自分で入りなおすんですか", "procedures-nhi-join"],
  ["実家の父が先週亡くなって、役所で何をやればいいのかわからない", "procedures-okuyami", "procedures-death"],
  [
    "仕事が終わるのが18時なんだけど、住民票どうやって手に入れたらいい？",
    "procedures-juminhyo-konbini",
    "procedures-window-hours",
  ],
];
const enough = 18;

const unanswerable = [
  "あさっては晴れますか",
  "名古屋市の粗大ごみの手数料はいくら",
  "肉じゃがのおいしい作り方を教えて",
  "いま買うならどこの会社の株がいい？",
  "わたしの市県民税、あといくら払ってないか調べて",
];

const minutes = 60_000;
const demo = serveDemo();

test(
  `answers at least ${enough} of ${answerable.length} everyday questions from an entry that fits`,
  async () => {
    const documents = demo.app().cities.get("misaki")!.documents;
    const failed: string[] = [];
    for (const [question, ...ids] of answerable) {
      const titles = ids.map((id) => documents.get(id)!.title);
      const { text, cited } = await askedAfresh(question);
      if (!cited.some((title) => titles.includes(title)))
        failed.push(
          `${question}\n  wanted ${ids.join(", ")}; shown: ${[...new Set(cited)].join(" / ") || brief(text)}`,
        );
    }
    report("not answered from an entry that fits", failed);
    expect(answerable.length - failed.length).toBeGreaterThanOrEqual(enough);
  },
  5 * minutes,
);

test(
  "says of five unanswerable questions that it cannot answer, and whom to ask",
  async () => {
    const failed: string[] = [];
    for (const question of unanswerable) {
      const { text, cited } = await askedAfresh(question);
      const honest =
        text.includes("市が公開している情報の中に見つかりませんでした") && /電話 ?0000-22-\d{4}/.test(text);
      if (!honest || cited.length > 0) failed.push(`${question}\n  shown: ${brief(text)}`);
    }
    report("answered all the same", failed);
    expect(failed.length).toBe(0);
  },
  2 * minutes,
);

/** One question of somebody who has just come to the page: what is shown, and the titles of its sources. */
async function askedAfresh(question: string): Promise<{ text: string; cited: string[] }> {
  const page = await demo.visit();
  await openPanel(page);
  const turn = await ask(page, question);
  const text = (await turn.locator(".answer").innerText()).replace(/\s+/g, " ");
  const cited = await citedTitles(turn);
  await page.context().close();
  return { text, cited };
}

async function citedTitles(turn: Locator): Promise<string[]> {
  const fold = turn.getByRole("button", { name: /出典（\d+件）/ });
  if ((await fold.count()) === 0) return [];
  await fold.click();
  const titles = await turn.locator(".citations .citation-title").allInnerTexts();
  return titles.map((title) => title.replace(/^\[\d+\]\s*/, ""));
}

/** What is shown before the desk to ask. */
const brief = (text: string) => text.replace(/ お問い合わせ先.*/, "").slice(0, 160);

function report(what: string, failed: string[]): void {
  if (failed.length > 0) process.stdout.write(`\n${what} (${failed.length}):\n${failed.join("\n")}\n`);
}
