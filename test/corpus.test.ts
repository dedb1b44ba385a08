import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { isServableOn } from "../server/answering/related.ts";
import { addDays } from "../server/city/local-time.ts";
import { departmentFor, type Profile } from "../server/city/profile.ts";
import type { Answer } from "../server/contract.ts";
import type { Document } from "../server/domain.ts";
import type { IngestReport } from "../server/indexing/ingest.ts";
import { describeProblem } from "../server/indexing/problem.ts";
import { misakiFolder, openMoment, startApp, testApp } from "./helper.ts";

/** The city's own corpus is a test like any other: what staff would be told of must not be there. */

let report: IngestReport;
let profile: Profile;
let documents: Document[];
let faqs: Document[];
let articles: Document[];

beforeAll(async () => {
  const app = await startApp();
  const city = app.cities.get("misaki")!;
  report = app.reports[0]!;
  profile = city.profile;
  documents = [...city.documents.values()];
  faqs = documents.filter(({ kind }) => kind === "faq");
  articles = documents.filter(({ kind }) => kind === "article");
  await app.close();
});

/** The articles of each ordinance. */
function ordinances(): Map<string, Document[]> {
  const ids = new Set(articles.map(({ id }) => id.split("#")[0]!));
  return new Map([...ids].map((id) => [id, articles.filter((article) => article.id.startsWith(`${id}#`))]));
}

test("has nothing that staff would be told to mend: ids, links, departments, legal grounds, figures", () => {
  expect(report.problems.map(describeProblem)).toEqual([]);
});

test("has enough entries in each field", () => {
  const inField = (field: string) => faqs.filter(({ category }) => category?.split("/")[0] === field).length;
  expect(faqs.length).toBeGreaterThanOrEqual(300);
  expect(inField("childcare")).toBeGreaterThanOrEqual(90);
  expect(inField("garbage")).toBeGreaterThanOrEqual(80);
  expect(inField("procedures")).toBeGreaterThanOrEqual(130);
});

test("has at least ten ordinances, each with articles of its own", () => {
  expect(ordinances().size).toBeGreaterThanOrEqual(10);
  for (const [id, own] of ordinances()) {
    expect([id, own.filter((one) => /#第\d+条/.test(one.id)).length]).toEqual([id, expect.toSatisfy((n) => n >= 2)]);
    expect(own.map((one) => one.id)).toContain(`${id}#附則`);
  }
});

test("has every article of an ordinance, in an unbroken row", () => {
  for (const [id, own] of ordinances()) {
    const numbers = own.flatMap((one) => /#第(\d+)条$/.exec(one.id)?.[1] ?? []).map(Number);
    const row = Array.from({ length: Math.max(...numbers) }, (_, n) => n + 1);
    expect([id, numbers.sort((a, b) => a - b)]).toEqual([id, row]);
  }
});

test("loses no line of an ordinance", async () => {
  for (const file of await readdir(join(misakiFolder, "ordinances"))) {
    const body = (await readFile(join(misakiFolder, "ordinances", file), "utf8")).split(/^---$/m).slice(2).join("---");
    const kept = articles
      .filter((article) => article.file === `ordinances/${file}`)
      .flatMap(({ title, chunks }) => [title, ...chunks.map(({ text }) => text)])
      .join("\n");
    const lost = body
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line && !/^(附[　 ]*則|別表|様式|第\d+[章節])/.test(line) && !kept.includes(line));
    expect([file, lost]).toEqual([file, []]);
  }
});

test("gives every entry an id, a field, a department, an address, a date and other ways of asking", () => {
  for (const faq of faqs) {
    expect(faq.id).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    expect([faq.id, profile.categories[faq.category?.split("/")[0] ?? ""]]).toEqual([faq.id, expect.anything()]);
    expect([faq.id, profile.departments[faq.department ?? ""]]).toEqual([faq.id, expect.anything()]);
    expect([faq.id, faq.url]).toEqual([faq.id, expect.stringMatching(/^\/.+\.html(#.+)?$/)]);
    expect([faq.id, faq.updatedAt]).toEqual([faq.id, expect.stringMatching(/^20\d\d-\d\d-\d\d$/)]);
    expect([faq.id, faq.aliases.filter((alias) => alias.trim()).length]).toEqual([
      faq.id,
      expect.toSatisfy((n) => n > 0),
    ]);
  }
});

test("gives every document an address, a date, words and a department with a phone", () => {
  for (const document of documents) {
    expect([document.id, document.url]).toEqual([document.id, expect.stringMatching(/^(\/|https:\/\/)/)]);
    expect([document.id, document.updatedAt]).toEqual([document.id, expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]);
    expect([document.id, document.chunks.every(({ text }) => text.trim())]).toEqual([document.id, true]);
    expect(document.chunks.length).toBeGreaterThan(0);
    expect(departmentFor(profile, document).phone).toMatch(/^[\d-]+$/);
  }
});

test("leads from one entry only to entries that exist", () => {
  const ids = new Set(documents.map(({ id }) => id));
  expect(documents.flatMap(({ related }) => related).filter((id) => !ids.has(id))).toEqual([]);
  expect(faqs.filter(({ related }) => related.length > 0).length).toBeGreaterThan(faqs.length / 2);
});

test("asks no question twice", () => {
  const titles = faqs.map(({ title }) => title);
  expect(titles.filter((title, n) => titles.indexOf(title) !== n)).toEqual([]);
});

test("lets no document begin after it ends", () => {
  const wrong = documents.filter(({ validFrom = "", validUntil = "9999" }) => validFrom > validUntil);
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test("serves a document on its first and its last day, and not on the day before or after", () => {
  const limited = documents.filter(({ validFrom, validUntil }) => validFrom || validUntil);
  expect(limited.length).toBeGreaterThan(10);
  for (const document of limited) {
    const { validFrom, validUntil } = document;
    const servable = (day: string) => isServableOn(day)(document);
    if (validFrom) expect([servable(addDays(validFrom, -1)), servable(validFrom)]).toEqual([false, true]);
    if (validUntil) expect([servable(validUntil), servable(addDays(validUntil, 1))]).toEqual([true, false]);
  }
});

/** Asks each document's own question at a moment. */
async function askEach(asked: Document[], moment: number): Promise<Map<string, Answer>> {
  const app = await testApp({ clock: () => moment });
  const answers = new Map<string, Answer>();
  for (const { id, title } of asked) {
    const reply = await app.inject({ method: "POST", url: "/api/chat", payload: { city: "misaki", question: title } });
    expect(reply.statusCode).toBe(200);
    answers.set(id, reply.json());
  }
  await app.close();
  return answers;
}

test.each([
  ["today", openMoment],
  ["in a year", Date.parse("2027-07-15T10:00:00+09:00")],
  ["in half a century", Date.parse("2076-07-15T10:00:00+09:00")],
])("shows no document outside its time, asked for it by name %s", async (_when, moment) => {
  const today = new Date(moment).toISOString().slice(0, 10);
  const isServable = isServableOn(today);
  const limited = faqs.filter(({ validFrom, validUntil }) => validFrom || validUntil);
  const unservable = new Map(documents.filter((one) => !isServable(one)).map((one) => [one.id, one.title]));
  expect(unservable.size).toBeGreaterThan(0);
  for (const [id, answer] of await askEach(limited, moment)) {
    const cited = answer.citations.map(({ documentId }) => documentId);
    expect([id, cited.filter((one) => unservable.has(one))]).toEqual([id, []]);
    const offered = [...answer.related, ...answer.choices.map(({ question }) => question)];
    expect([id, offered.filter((title) => [...unservable.values()].includes(title))]).toEqual([id, []]);
  }
});
