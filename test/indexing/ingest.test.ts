import { rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { Embeddings } from "@langchain/core/embeddings";
import { expect, test } from "vitest";
import { IngestError } from "../../server/indexing/ingest.ts";
import { describeProblem } from "../../server/indexing/problem.ts";
import { openStorage } from "../../server/storage/open.ts";
import type { Storage } from "../../server/storage/ports.ts";
import { ingestFolder, smallCity, temporaryCorpus, temporaryFolder, writeFiles } from "../helper.ts";

/** Embeddings that remember what they embedded, and fail when told to. */
class CountingEmbeddings extends Embeddings {
  embedded: string[] = [];
  failure: Error | undefined;
  constructor() {
    super({ maxRetries: 0 });
  }
  async embedDocuments(texts: string[]): Promise<number[][]> {
    if (this.failure) throw this.failure;
    this.embedded.push(...texts);
    return texts.map((text) => [text.length, 1, 0]);
  }
  async embedQuery(text: string): Promise<number[]> {
    return [text.length, 1, 0];
  }
}

const entry = (id: string, answer: string, fields = "") =>
  `---\nid: ${id}\nquestion: ${id}はどうしますか。\n${fields}---\n${answer}\n`;
const files = {
  "faq/a.md": entry("a", "答えのア。\n\n## 料金\n\n300円です。"),
  "faq/b.md": entry("b", "答えのイ。"),
  "faq/c.md": entry("c", "答えのウ。"),
};

async function start(more: Record<string, string | Uint8Array> = {}) {
  const folder = await temporaryCorpus({ ...files, ...more });
  const embeddings = new CountingEmbeddings();
  const storage = await openStorage({ databasePath: ":memory:" });
  const options = { storage, model: { name: "counting", embeddings } };
  const run = async (also: Parameters<typeof ingestFolder>[1] = {}) =>
    (await ingestFolder(folder, { ...options, ...also })).report;
  return { folder, storage, embeddings, run, first: await run() };
}

async function stateOf({ corpus }: Storage) {
  const [documents, state, vectors] = [
    await corpus.documents("kosato"),
    await corpus.state("kosato"),
    await corpus.embeddings("kosato"),
  ];
  return { documents, state, vectors };
}
const idsOf = async ({ corpus }: Storage) => (await corpus.documents("kosato")).map(({ id }) => id);

/** The error of an ingest that must fail. */
async function failureOf(work: Promise<unknown>): Promise<IngestError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(IngestError);
  return error as IngestError;
}

test("reads a folder into storage, every passage with its vector", async () => {
  const { first, storage, embeddings } = await start();
  expect(first).toMatchObject({ city: "kosato", documents: 3, chunks: 4, changed: 3, withdrawn: 0, embedded: 4 });
  expect(first.problems).toEqual([]);
  expect(await idsOf(storage)).toEqual(["a", "b", "c"]);
  expect([...(await storage.corpus.embeddings("kosato")).keys()].sort()).toEqual(["a#0", "a#1", "b#0", "c#0"]);
  expect(embeddings.embedded).toHaveLength(4);
});

test("embeds a passage with its question and its heading", async () => {
  const { embeddings } = await start();
  expect(embeddings.embedded).toContain("aはどうしますか。\n料金\n300円です。");
});

test("does nothing on a second run over the same files", async () => {
  const { storage, embeddings, run } = await start();
  const before = await stateOf(storage);
  embeddings.embedded = [];
  expect(await run()).toMatchObject({ documents: 3, chunks: 4, changed: 0, withdrawn: 0, embedded: 0 });
  expect(embeddings.embedded).toEqual([]);
  expect(await stateOf(storage)).toEqual(before);
});

test("embeds only the passage that changed, and writes only its document", async () => {
  const { folder, storage, embeddings, run } = await start();
  const before = await storage.corpus.embeddings("kosato");
  embeddings.embedded = [];
  await writeFiles(folder, { "faq/a.md": files["faq/a.md"].replace("300円", "1,400円") });
  expect(await run()).toMatchObject({ documents: 3, changed: 1, withdrawn: 0, embedded: 1 });
  expect(embeddings.embedded).toEqual(["aはどうしますか。\n料金\n1,400円です。"]);
  const after = await storage.corpus.embeddings("kosato");
  expect(after.get("a#1")).not.toEqual(before.get("a#1"));
  for (const id of ["a#0", "b#0", "c#0"]) expect(after.get(id)).toEqual(before.get(id));
  expect(await storage.corpus.version("kosato")).toBe(2);
});

test("embeds nothing when only a date changed, and still takes the date over", async () => {
  const { folder, storage, run } = await start();
  await writeFiles(folder, { "faq/b.md": entry("b", "答えのイ。", "updated: 2026-05-01\n") });
  expect(await run()).toMatchObject({ changed: 1, embedded: 0 });
  expect((await storage.corpus.documents("kosato"))[1]).toMatchObject({ id: "b", updatedAt: "2026-05-01" });
  expect((await storage.corpus.embeddings("kosato")).has("b#0")).toBe(true);
});

test("withdraws an entry whose file is gone, its vectors with it", async () => {
  const { folder, storage, run } = await start();
  await rm(join(folder, "faq/a.md"));
  expect(await run()).toMatchObject({ documents: 2, changed: 0, withdrawn: 1, embedded: 0 });
  expect(await idsOf(storage)).toEqual(["b", "c"]);
  expect([...(await storage.corpus.embeddings("kosato")).keys()].sort()).toEqual(["b#0", "c#0"]);
});

test("keeps an entry that moved to another file", async () => {
  const { folder, storage, embeddings, run } = await start();
  embeddings.embedded = [];
  await rm(join(folder, "faq/b.md"));
  await writeFiles(folder, { "elsewhere/b.md": files["faq/b.md"] });
  expect(await run()).toMatchObject({ documents: 3, changed: 1, withdrawn: 0, embedded: 0 });
  expect((await storage.corpus.documents("kosato"))[1]?.file).toBe("elsewhere/b.md");
});

test("takes over a change of city.yaml alone", async () => {
  const { folder, storage, run } = await start();
  await writeFiles(folder, { "city.yaml": smallCity.replace("こさと町", "こさと市") });
  expect(await run()).toMatchObject({ changed: 0, embedded: 0 });
  expect((await storage.corpus.state("kosato"))?.profile).toMatchObject({ name: "こさと市" });
  expect(await storage.corpus.version("kosato")).toBe(2);
});

test("embeds everything anew when asked to, and when the model is another", async () => {
  const { storage, run } = await start();
  expect(await run({ full: true })).toMatchObject({ changed: 3, embedded: 4 });
  const another = { name: "another", embeddings: new CountingEmbeddings() };
  expect(await run({ model: another })).toMatchObject({ changed: 0, embedded: 4 });
  expect((await storage.corpus.state("kosato"))?.embedder.name).toBe("another");
});

test("writes nothing on a dry run, and tells what would change", async () => {
  const { folder, storage, embeddings, run } = await start();
  const before = await stateOf(storage);
  embeddings.embedded = [];
  await rm(join(folder, "faq/c.md"));
  await writeFiles(folder, { "faq/b.md": entry("b", "改めた答え。"), "faq/d.md": entry("d", "新しい答え。") });
  expect(await run({ dryRun: true })).toMatchObject({ documents: 3, changed: 2, withdrawn: 1, embedded: 0 });
  expect(embeddings.embedded).toEqual([]);
  expect(await stateOf(storage)).toEqual(before);
});

test("leaves the old index when the model fails, and catches up when it works again", async () => {
  const { folder, storage, embeddings, run } = await start();
  const before = await stateOf(storage);
  await rm(join(folder, "faq/c.md"));
  await writeFiles(folder, { "faq/b.md": entry("b", "改めた答え。") });
  embeddings.failure = new Error("model down");
  await expect(run()).rejects.toThrow("model down");
  expect(await stateOf(storage)).toEqual(before);
  embeddings.failure = undefined;
  expect(await run()).toMatchObject({ changed: 1, withdrawn: 1, embedded: 1 });
});

const deep = `<title>題</title>${"<div>".repeat(20_000)}本文`;

test.each([
  ["front matter that cannot be read", "faq/broken.md", "---\nid: : x\n---\n答え"],
  ["an alias to nothing", "faq/broken.md", "---\nid: x\nquestion: *重要*\n---\n答え"],
  ["a missing id", "faq/broken.md", "---\nquestion: 問い\n---\n答え"],
  ["a table with an open quotation mark", "faq/broken.csv", 'id,question,answer\nx,問い,"答え\n'],
  ["bytes that are no text", "faq/broken.csv", Buffer.from([0, 1, 2, 0xff])],
  ["a page nested beyond measure", "faq/broken.html", deep],
  ["an ordinance without articles", "faq/broken.txt", "---\nid: x\ntitle: 題\n---\n本則"],
])("takes all other files when one has %s", async (_what, path, contents) => {
  const { first, storage } = await start({ [path]: contents });
  expect(await idsOf(storage)).toEqual(["a", "b", "c"]);
  expect(first.problems).toMatchObject([{ file: path, severity: "error" }]);
  expect(describeProblem(first.problems[0]!)).toMatch(new RegExp(`^\\[誤り\\] ${path}.* → .+`));
});

test("takes all other files when the figures cannot be read", async () => {
  const { first, storage } = await start({ "figures/a.yaml": "- id: x\n  label: *y\n" });
  expect(await idsOf(storage)).toEqual(["a", "b", "c"]);
  expect(first.problems).toMatchObject([{ file: "figures/a.yaml", line: 2, severity: "warning" }]);
});

test("reads a table that Excel saved in Shift_JIS", async () => {
  // id,question,answer / s,ごみの出し方,朝
  const answer = Buffer.concat([
    Buffer.from("id,question,answer\r\ns,"),
    Buffer.from("82b282dd82cc8f6f82b595fb", "hex"),
    Buffer.from(",A"),
    Buffer.from("92a9", "hex"),
    Buffer.from("\r\n"),
  ]);
  const { first, storage } = await start({ "faq/excel.csv": answer });
  expect(first.problems).toEqual([]);
  const document = (await storage.corpus.documents("kosato")).find(({ id }) => id === "s");
  expect([document?.title, document?.chunks[0]?.text]).toEqual(["ごみの出し方", "A朝"]);
});

test("reports an id that two files use, and serves the first", async () => {
  const { first, storage } = await start({ "faq/z.csv": "id,question,answer\nb,別の問い,別の答え\n" });
  expect(first.problems).toMatchObject([{ file: "faq/z.csv", line: 2, severity: "error" }]);
  expect(first.problems[0]?.message).toContain("faq/b.md:2");
  expect((await storage.corpus.documents("kosato")).find(({ id }) => id === "b")?.file).toBe("faq/b.md");
});

test("passes over notes to colleagues", async () => {
  const { first, storage } = await start({ "README.md": "# 覚え書き", "faq/README.txt": "x", "LICENSE.md": "x" });
  expect(first.problems).toEqual([]);
  expect(await idsOf(storage)).toEqual(["a", "b", "c"]);
});

test("keeps the city's own thesaurus and names the lines of it that are no group", async () => {
  const { first, storage } = await start({ "thesaurus.txt": "# 言い換え\nこさと便 = 町営バス\nこれは文です\n" });
  expect(first.problems).toMatchObject([{ file: "thesaurus.txt", line: 3, severity: "error" }]);
  expect((await storage.corpus.state("kosato"))?.thesaurus).toContain("こさと便 = 町営バス");
});

test("reports an entry whose time is over by the city's calendar", async () => {
  const folder = await temporaryCorpus({ ...files, "faq/d.md": entry("d", "答え。", "validUntil: 2026-07-15\n") });
  const problemsAt = async (moment: string) =>
    (await ingestFolder(folder, { now: () => Date.parse(moment), dryRun: true })).report.problems;
  expect(await problemsAt("2026-07-15T23:59:00+09:00")).toEqual([]);
  const problems = await problemsAt("2026-07-16T00:01:00+09:00");
  expect(problems).toMatchObject([{ file: "faq/d.md", line: 2, severity: "warning" }]);
  expect(problems[0]?.message).toContain("有効期間");
});

test.each([
  ["no files", {}],
  ["nothing but mistakes", { "faq/a.md": "# 見出し" }],
])("refuses a folder with %s, and leaves what was served before", async (_what, remaining) => {
  const { folder, storage, run } = await start();
  const before = await stateOf(storage);
  await rm(join(folder, "faq"), { recursive: true });
  await writeFiles(folder, remaining);
  const error = await failureOf(run());
  expect(error.message).toContain("回答に使える文書がひとつもありません");
  expect(error.problems).toHaveLength(Object.keys(remaining).length);
  expect(await stateOf(storage)).toEqual(before);
});

test("refuses a folder without city.yaml, and one that does not exist", async () => {
  for (const folder of [await temporaryFolder(), "/no/such/folder"]) {
    const { problems } = await failureOf(ingestFolder(folder));
    expect(problems).toMatchObject([{ file: "city.yaml", line: 1, message: "city.yaml がありません" }]);
  }
});

test.each([
  ["an indentation that YAML does not allow", "id: kosato\nname: こさと町\n bad: x\ncontact: general\n", 2],
  ["a department without a phone", `${smallCity}departments:\n  waste:\n    name: ごみ課\n`, 6],
  ["a time that no clock shows", `${smallCity}hours: 8:30-27:15\n`, 4],
  ["a contact that is no department", "id: kosato\nname: こさと町\ncontact: general\n", 3],
  ["a time zone that does not exist", `${smallCity}timezone: Japan/Tokyo\n`, 4],
  ["nothing in it", "", 1],
])("refuses a city.yaml with %s, and names the line", async (_what, yaml, line) => {
  const folder = await temporaryCorpus({ ...files, "city.yaml": yaml });
  const { problems } = await failureOf(ingestFolder(folder));
  expect(problems).toMatchObject([{ file: "city.yaml", line, severity: "error" }]);
  expect(problems[0]?.mend).not.toBe("");
});

test("does not serve what a link out of the folder points to", async () => {
  const outside = await temporaryFolder();
  await writeFiles(outside, { "secret.md": entry("secret", "秘密。") });
  const folder = await temporaryCorpus(files);
  await symlink(join(outside, "secret.md"), join(folder, "faq/secret.md"));
  const { report, storage } = await ingestFolder(folder);
  expect(await idsOf(storage)).toEqual(["a", "b", "c"]);
  expect(report.problems).toMatchObject([{ file: "faq/secret.md", severity: "error" }]);
});

test("keeps two cities in one storage apart", async () => {
  const { storage } = await start();
  const other = await temporaryCorpus({
    "city.yaml": smallCity.replace("kosato", "another"),
    "a.md": entry("a", "別の市。"),
  });
  await ingestFolder(other, { storage });
  expect(await storage.corpus.cities()).toEqual(["another", "kosato"]);
  expect((await storage.corpus.documents("kosato"))[0]?.chunks[0]?.text).toBe("答えのア。");
});

test("trains the same vectors on the same corpus twice, and keeps the model with them", async () => {
  const folder = await temporaryCorpus(files);
  const [one, two] = [await ingestFolder(folder), await ingestFolder(folder)];
  const [first, second] = [await stateOf(one.storage), await stateOf(two.storage)];
  expect(first.state?.embedder.data).toBeDefined();
  expect(second.state?.embedder).toEqual(first.state?.embedder);
  expect(second.vectors).toEqual(first.vectors);
});

test("reports progress up to the whole", async () => {
  const folder = await temporaryCorpus(files);
  const steps: [number, number][] = [];
  await ingestFolder(folder, { onProgress: (done, total) => steps.push([done, total]) });
  expect(steps.at(-1)).toEqual([4, 4]);
});
