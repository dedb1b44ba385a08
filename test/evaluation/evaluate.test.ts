import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createWordMatcher } from "../../scripts/evaluation/matched-words.ts";
import { openCity } from "../../scripts/evaluation/open-city.ts";
import { runEvaluation } from "../../scripts/evaluation/run.ts";
import { loadedLanguage, openMoment, temporaryCorpus, writeFiles } from "../helper.ts";

const root = resolve(import.meta.dirname, "../..");
const run = promisify(execFile);
const evaluate = (...options: string[]) =>
  run(process.execPath, ["--import", "tsx", "scripts/evaluate.ts", ...options], { cwd: root });

const files = {
  "faq/all.csv": [
    "id,question,answer",
    "bulky,粗大ごみの手数料はいくらですか。,ソファの粗大ごみの手数料は600円です。",
    "collection,粗大ごみの収集日はいつですか。,粗大ごみは毎月第2水曜日に収集します。",
    "residence,住民票の写しはどこで取れますか。,住民票の写しは<b>町民課</b>の窓口で取れます。",
    "",
  ].join("\n"),
};
const bulky = { id: "1", query: "粗大ごみの手数料はいくら？", relevant: { bulky: 2 } };

async function openSmallCity(more: Record<string, string> = {}) {
  const folder = await temporaryCorpus({ ...files, ...more });
  return openCity({ folder, language: await loadedLanguage(), moment: openMoment });
}

test("asks each question as the product does, and again without the documents that answer it", async () => {
  const city = await openSmallCity();
  const outOfScope = [{ id: "x", query: "フランスの首都は？" }];
  const outcomes = await runEvaluation(city, { answerable: [bulky], outOfScope, leaveOut: true });
  await city.close();
  const [asked] = outcomes.answerable;
  const [askedWithout] = outcomes.leaveOut;
  expect(asked).toMatchObject({ ...bulky, ranked: ["bulky", "collection"], kind: "extracted", cited: ["bulky"] });
  expect(askedWithout!.ranked).toEqual(["collection"]);
  expect([...askedWithout!.cited, ...askedWithout!.offered]).not.toContain("bulky");
  expect(askedWithout!.confidence).toBeLessThan(asked!.confidence);
  expect(outcomes.outOfScope[0]).toMatchObject({ id: "x", kind: "unanswerable", cited: [] });
  expect(outcomes.queryMicroseconds).toHaveLength(1);
});

test("shows on which words a question and a document agree, and which the document lacks", async () => {
  const city = await openSmallCity({ "thesaurus.txt": "手数料 = おだい\n" });
  const match = createWordMatcher(city.language, city.thesaurus);
  const { matched, missing } = match("ソファーのおだいとアルバム", city.city.documents.get("bulky")!);
  await city.close();
  expect(matched).toContainEqual({ word: "ソファー", inTitle: false });
  expect(matched).toContainEqual(expect.objectContaining({ as: "手数料", inTitle: true }));
  expect(missing).toContain("アルバム");
});

test("prints the table, and writes the JSON and a page in which everything is escaped", async () => {
  const folder = await temporaryCorpus(files);
  const hostile = { id: "2", query: "<script>alert(1)</script>粗大ごみ", relevant: { residence: 2, gone: 1 } };
  await writeFiles(folder, {
    "set.jsonl": [bulky, hostile].map((one) => JSON.stringify(one)).join("\n"),
    "none.jsonl": '{"query":"フランスの首都は？"}\n{"query":"粗大ごみの手数料<img src=x>"}\n',
  });
  const [json, html, set, none] = ["out.json", "out.html", "set.jsonl", "none.jsonl"].map((name) => join(folder, name));
  const options = ["--city-dir", folder, "--queries", set!, "--out-of-scope", none!, "--leave-out"];
  const { stdout, stderr } = await evaluate(...options, "--json", json!, "--html", html!);
  expect(stdout).toMatch(/^nDCG@10 +0\.5/m);
  expect(stderr).toContain("「gone」");

  const report = JSON.parse(await readFile(json!, "utf8"));
  const names =
    "ndcg10 recall10 mrr hit1Grade2 hit3Grade2 hit10Grade2 hit1Any auroc answeredShare firstCitationRelevantShare " +
    "relevantShownShare queryMicrosecondsP50";
  for (const name of names.split(" ")) expect([name, report[name]]).toEqual([name, expect.any(Number)]);
  expect(report.queries[0]).toMatchObject({ id: "1", ranked: ["bulky", "collection"], kind: "extracted", ndcg10: 1 });
  expect(report.intervals.ndcg10).toHaveLength(2);

  const page = await readFile(html!, "utf8");
  expect(page).not.toMatch(/<script|<img|https?:|NaN|undefined|\[object/);
  expect(page).toContain("&#60;script&#62;alert(1)&#60;/script&#62;粗大ごみ");
  expect(page.match(/<svg/g)).toHaveLength(2);
});

test("ends with the file and the line of a question that cannot be read", async () => {
  const folder = await temporaryCorpus({ ...files, "set.jsonl": '{"query":"だれ"}' });
  const failed = await evaluate("--city-dir", folder, "--queries", join(folder, "set.jsonl")).catch((error) => error);
  expect(failed.code).toBe(1);
  expect(failed.stderr).toMatch(/set\.jsonl:1 relevant は/);
  expect(failed.stderr).not.toContain("    at ");
});

test("says how it is used when something is missing", async () => {
  const wrong = [[], ["--city", "misaki"], ["--city", "misaki", "--citydir", "x"]];
  const failures = await Promise.all(wrong.map((options) => evaluate(...options).catch((error) => error)));
  for (const { code, stderr } of failures) {
    expect(code).toBe(1);
    expect(stderr).toContain("npm run evaluate --");
  }
});
