import { expect, test } from "vitest";
import { parseProfile } from "../../server/city/profile.ts";
import { checkCorpus } from "../../server/indexing/corpus-checks.ts";
import type { Entry } from "../../server/indexing/entry.ts";
import type { Problem } from "../../server/indexing/problem.ts";
import { readMarkdown } from "../../server/indexing/readers/markdown.ts";
import { readOrdinance } from "../../server/indexing/readers/ordinance.ts";

const profile = parseProfile({
  id: "kosato",
  name: "こさと町",
  site: "/city/kosato",
  contact: "general",
  departments: { general: { name: "総務課", phone: "1" }, waste: { name: "ごみ課", phone: "2", url: "/gomi.html" } },
  categories: { garbage: { name: "ごみ", contact: "waste" }, living: { name: "くらし" } },
});
const rule = "---\nid: rule\ntitle: 規則\ndepartment: waste\n---\n第1条　本則。\n第2条　続き。\n";

function check(...entries: [file: string, fields: string][]) {
  const problems: Problem[] = [];
  const report = (problem: Problem) => problems.push(problem);
  const read: Entry[] = entries.flatMap(([path, fields]) =>
    readMarkdown({ path, text: `---\n${fields}\nquestion: 問い\n---\n${path}の答え。` }, report),
  );
  const checked = checkCorpus(
    [...readOrdinance({ path: "ordinances/rule.txt", text: rule }, report), ...read],
    profile,
    "2026-07-15",
    report,
  );
  const documents = checked.map(({ document }) => document).filter(({ kind }) => kind === "faq");
  return { documents, problems };
}

test("uses the first of two entries with the same id, and names both places", () => {
  const { documents, problems } = check(["a.md", "id: same"], ["b.md", "url: /b.html\nid: same"]);
  expect(documents.map(({ file }) => file)).toEqual(["a.md"]);
  expect(problems).toMatchObject([{ file: "b.md", line: 3, severity: "error" }]);
  expect(problems[0]?.message).toContain("a.md:2");
});

test.each([
  ["a department", "department: waist", "課「waist」が city.yaml にありません"],
  ["a category", "category: gabage/bulky", "分類「gabage」が city.yaml にありません"],
  ["a related entry", "related: [no-such]", "関連する「no-such」が見つかりません"],
  ["a legal ground", 'basis: ["rule#第9条"]', "根拠「rule#第9条」が見つかりません"],
])("warns of %s that does not exist, and serves the entry all the same", (_what, field, message) => {
  const { documents, problems } = check(["a.md", `id: a\n${field}`]);
  expect(documents).toHaveLength(1);
  expect(problems).toMatchObject([{ file: "a.md", line: 2, severity: "warning", message }]);
  expect(problems[0]?.mend).not.toBe("");
});

test("accepts an article, a paragraph of it or the whole ordinance as a legal ground", () => {
  expect(check(["a.md", 'id: a\nbasis: ["rule#第1条", "rule#第2条第3項第1号", rule]']).problems).toEqual([]);
});

test("takes away what leads nowhere", () => {
  const { documents } = check(["a.md", "id: a\ndepartment: waist\nrelated: [no-such, b]"], ["b.md", "id: b"]);
  expect(documents[0]?.related).toEqual(["b"]);
  expect(documents[0]).not.toHaveProperty("department");
});

test("gives an entry without an address the page of its department, else of its category's, else the city's", () => {
  const url = (fields: string) => check(["a.md", `id: a\n${fields}`]).documents[0]?.url;
  expect(url("url: /own.html")).toBe("/own.html");
  expect(url("department: waste")).toBe("/gomi.html");
  expect(url("category: garbage/bulky")).toBe("/gomi.html");
  expect(url("category: living")).toBe("/city/kosato");
});

test("warns of an entry whose time is over, from the day after its last day", () => {
  expect(check(["a.md", "id: a\nvalidUntil: 2026-07-15"]).problems).toEqual([]);
  expect(check(["a.md", "id: a\nvalidFrom: 2026-08-01"]).problems).toEqual([]);
  const { problems } = check(["a.md", "id: a\nvalidUntil: 2026-07-14"]);
  expect(problems).toMatchObject([{ file: "a.md", line: 2, severity: "warning" }]);
  expect(problems[0]?.message).toContain("2026-07-14まで");
});
