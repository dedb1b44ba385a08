import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { loadLanguage } from "../server/language.ts";
import { projectRoot } from "../server/paths.ts";
import type { TermExtractor } from "../server/retrieval/terms.ts";

/**
 * npm run general-synonyms: writes server/retrieval/thesaurus/sudachi.txt from the synonym dictionary of Sudachi,
 * which is made for all of Japanese. What would lead astray is left out:
 *
 * - fields that no city answers on, and proper names;
 * - words that the dictionary itself says not to widen (expandControl), and slips of writing;
 * - words in Latin letters or of one character, and what is more than one term;
 * - words that stand in several groups: which is meant cannot be told.
 */

/** One group of words that say the same, as the package has it. */
interface SynonymGroup {
  items: { midashi: string; expandControl: number; hyoukiYure: string; gokeiSyubetsu: string; bunya: string[] }[];
}

const foreignFields = new Set(
  "企業名 旧企業名 店名 店 人名 キャラ 大学名 旧組織名 地名 国名 音楽 娯楽 スポーツ 色".split(" "),
);
const alwaysWiden = 0;
const japanese = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,}$/u;

const output = join(projectRoot, "server/retrieval/thesaurus/sudachi.txt");

const { extract } = await loadLanguage();
const groups = tame(await readDictionary(), extract);
await writeFile(output, `${header()}${groups.map((words) => `${words.join(" ~ ")}\n`).join("")}`);
console.log(`${groups.length} groups written to ${output}`);

async function readDictionary(): Promise<SynonymGroup[]> {
  const folder = dirname(createRequire(import.meta.url).resolve("sudachi-synonyms-dictionary"));
  return JSON.parse(await readFile(join(folder, "sudachi-synonyms-dictionary.json"), "utf8"));
}

/** Groups of words, each a single term, no term in two groups. */
function tame(dictionary: SynonymGroup[], extract: TermExtractor): string[][] {
  const groups = dictionary
    .filter(({ items }) => !items.some(({ bunya }) => bunya.some((field) => foreignFields.has(field))))
    .map(({ items }) => {
      const wordOf = new Map<string, string>();
      for (const { midashi, expandControl, hyoukiYure, gokeiSyubetsu } of items) {
        const isSlip = hyoukiYure.startsWith("間違い") || gokeiSyubetsu === "間違い";
        const [term, ...more] = extract(midashi);
        if (expandControl === alwaysWiden && !isSlip && japanese.test(midashi) && term && more.length === 0)
          wordOf.set(term, wordOf.get(term) ?? midashi);
      }
      return wordOf;
    })
    .filter(({ size }) => size > 1);
  const counts = new Map<string, number>();
  for (const group of groups) for (const term of group.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  return groups
    .map((group) => [...group].filter(([term]) => counts.get(term) === 1).map(([, word]) => word))
    .filter((words) => words.length > 1);
}

function header(): string {
  return [
    "# 一般の類義語。npm run general-synonyms で作られます。手で書き換えないでください。",
    "# From the synonym dictionary of SudachiDict (Apache License 2.0, Works Applications Co., Ltd.), a selection; see NOTICE.",
    "",
    "",
  ].join("\n");
}
