import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { serveDemo } from "./demo.ts";
import { ask, openPanel } from "./resident.ts";

const evaluation = join(import.meta.dirname, "../evaluation");

/**
 * Residents' own words from the blind evaluation sets: every sixteenth question, starting with the first,
 * so that nobody chose them; the entries any of which would do.
 */
const answerable: [question: string, ...documentIds: string[]][] = ["childcare-garbage", "procedures"]
  .flatMap((name) =>
    readFileSync(join(evaluation, `misaki-${name}.jsonl`), "utf8")
      .trim()
      .split("\n"),
  )
  .filter((_line, i) => i % 16 === 0)
  .slice(0, 20)
  .map((line) => {
    const { query, relevant } = JSON.parse(line) as { query: string; relevant: Record<string, number> };
    return [query, ...Object.keys(relevant)];
  });
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
