import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { projectRoot } from "../../server/paths.ts";
import type { TermExtractor } from "../../server/retrieval/terms.ts";
import { type Group, parseThesaurus, readBaseGroups } from "../../server/retrieval/thesaurus.ts";
import { loadedLanguage } from "../helper.ts";

const folder = join(projectRoot, "server/retrieval/thesaurus");
const lines = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .flatMap((file) =>
    readFileSync(join(folder, file), "utf8")
      .split("\n")
      .map((text, i) => ({ at: `${file}:${i + 1}`, text: text.trim() })),
  )
  .filter(({ text }) => text !== "" && !text.startsWith("#"))
  .map((line) => ({ ...line, group: parseThesaurus(line.text)[0] }));
const groups = lines.flatMap(({ at, group }) => (group ? [{ at, ...group }] : []));

let extract: TermExtractor;
beforeAll(async () => {
  ({ extract } = await loadedLanguage());
});

test("every line is a group", () => {
  expect(lines.filter(({ group }) => !group).map(({ at, text }) => `${at} ${text}`)).toEqual([]);
});

test("there are at least 3,000 groups, and the product reads them all", async () => {
  expect(groups.length).toBeGreaterThanOrEqual(3000);
  expect(await readBaseGroups()).toHaveLength(groups.length);
});

test("no line stands twice, in one file or in two", () => {
  const first = new Map<string, string>();
  const twice: string[] = [];
  for (const { at, text } of lines) {
    const earlier = first.get(text);
    if (earlier) twice.push(`${earlier} ${at} ${text}`);
    else first.set(text, at);
  }
  expect(twice).toEqual([]);
});

test("no group names a word twice", () => {
  const repeating = groups.filter(({ left, right }) => new Set([...left, ...right]).size < left.length + right.length);
  expect(repeating.map(({ at }) => at)).toEqual([]);
});

test("no two words say the same in one line while one is a kind of the other in another", () => {
  const kinds = pairs("narrower", ({ left, right }) => right.map((kind) => [left, kind] as const));
  const same = pairs("same", ({ left }) => left.map((word) => [left.filter((other) => other !== word), word] as const));
  const contradictions = [...kinds]
    .filter(([pair]) => same.has(pair))
    .map(([pair, at]) => `${at} ${same.get(pair)} ${pair}`);
  expect(contradictions).toEqual([]);
});

test("no two words are each a kind of the other", () => {
  const kinds = pairs("narrower", ({ left, right }) => right.map((kind) => [left, kind] as const));
  const turned = (pair: string) => pair.split(" > ").reverse().join(" > ");
  expect([...kinds.keys()].filter((pair) => kinds.has(turned(pair)))).toEqual([]);
});

test("every group has a word to be found by", () => {
  const mute = groups.filter(({ relation, left, right }) => {
    const said = relation === "narrower" ? right : left;
    return said.every((word) => extract(word).length === 0);
  });
  expect(mute.map(({ at }) => at)).toEqual([]);
});

/** Pairs of words, as 「word > kind」, and where they stand. */
function pairs(
  relation: Group["relation"],
  of: (group: Group) => (readonly [string[], string])[],
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { at, ...group } of groups)
    if (group.relation === relation)
      for (const [words, kind] of of(group)) for (const word of words) found.set(`${word} > ${kind}`, at);
  return found;
}
