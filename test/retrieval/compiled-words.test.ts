import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadLanguage } from "../../server/language.ts";
import { keepCompiled } from "../../server/retrieval/compiled-words.ts";
import { temporaryFolder } from "../helper.ts";

const words = { concepts: [{ terms: ["国保"], targets: [{ terms: ["国民"], weight: 0.8 }] }], readings: [] };

test("what was compiled once is read from its file, and older files go", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "words-old.json"), "{}");
  let compiled = 0;
  const compile = () => {
    compiled++;
    return words;
  };
  expect(await keepCompiled(folder, compile)).toEqual(words);
  expect(await keepCompiled(folder, compile)).toEqual(words);
  expect(compiled).toBe(1);
  expect(await readdir(folder)).toHaveLength(1);
});

test("a file that was cut off is compiled anew", async () => {
  const folder = await temporaryFolder();
  await keepCompiled(folder, () => words);
  const file = join(folder, (await readdir(folder))[0]!);
  await writeFile(file, (await readFile(file, "utf8")).slice(0, 20));
  expect(await keepCompiled(folder, () => words)).toEqual(words);
});

test("a folder that cannot be written to costs time, nothing else", async () => {
  const file = join(await temporaryFolder(), "file");
  await writeFile(file, "");
  expect(await keepCompiled(join(file, "below"), () => words)).toEqual(words);
});

test("a question is taken apart alike with and without the file", async () => {
  const folder = await temporaryFolder();
  const [fresh, writing] = [await loadLanguage(), await loadLanguage(folder)];
  const reading = await loadLanguage(folder);
  for (const question of ["じどうてあてをもらいたい", "バイクを売った", "引っ越してきました", "曖昧な説明"]) {
    const terms = fresh.extract(fresh.restoreKana(question));
    for (const { extract, restoreKana, thesaurus } of [writing, reading]) {
      expect(extract(restoreKana(question))).toEqual(terms);
      expect(thesaurus.match(terms)).toEqual(fresh.thesaurus.match(terms));
    }
  }
});
