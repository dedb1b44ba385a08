import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { learnReadings, type Reading } from "./kana.ts";
import type { Analyzer } from "./morphology/analyzer.ts";
import type { TermExtractor } from "./terms.ts";
import { type Concept, compileConcepts, type Group, thesaurusFolder } from "./thesaurus.ts";

/** The thesaurus in terms of the dictionary. */
export interface CompiledWords {
  concepts: Concept[];
  readings: Reading[];
}

/** Compiles the groups (about a second). */
export function compileWords(groups: Group[], extract: TermExtractor, analyze: Analyzer): CompiledWords {
  // General synonyms are many and not what a resident types in kana.
  const own = groups.filter(({ relation }) => relation !== "similar");
  const phrases = own.flatMap(({ left, right }) => [...left, ...right]);
  return { concepts: compileConcepts(groups, extract), readings: learnReadings(phrases, analyze) };
}

/**
 * The same with numbers for terms: each term is one string in memory, and the file a third. A target is its weight
 * and its terms.
 */
interface PackedWords {
  terms: string[];
  concepts: [terms: number[], targets: [weight: number, ...terms: number[]][]][];
  readings: Reading[];
}

const prefix = "words-";

/**
 * What `compile` gives, from the file of an earlier start where there is one. The file's name has the digest of this
 * folder's code and of the word lists, so another version never reads it. Without a folder nothing is kept.
 */
export async function keepCompiled(folder: string | undefined, compile: () => CompiledWords): Promise<CompiledWords> {
  if (!folder) return compile();
  const name = `${prefix}${await digest()}.json`;
  const kept = await readFile(join(folder, name), "utf8")
    .then(JSON.parse)
    .catch(() => undefined);
  if (kept) return unpack(kept as PackedWords);
  const packed = pack(compile());
  // The file only saves time: a full or read-only disk must not stop the server.
  await write(folder, name, JSON.stringify(packed)).catch(() => {});
  return unpack(packed);
}

function pack({ concepts, readings }: CompiledWords): PackedWords {
  const numberOf = new Map<string, number>();
  const toNumber = (term: string) => {
    const number = numberOf.get(term) ?? numberOf.size;
    numberOf.set(term, number);
    return number;
  };
  const packed = concepts.map(({ terms, targets }): PackedWords["concepts"][number] => [
    terms.map(toNumber),
    targets.map(({ terms, weight }) => [weight, ...terms.map(toNumber)]),
  ]);
  return { terms: [...numberOf.keys()], concepts: packed, readings };
}

function unpack({ terms: all, concepts, readings }: PackedWords): CompiledWords {
  const toTerm = (number: number) => all[number]!;
  const unpacked = concepts.map(([terms, targets]) => ({
    terms: terms.map(toTerm),
    targets: targets.map(([weight, ...terms]) => ({ terms: terms.map(toTerm), weight })),
  }));
  return { concepts: unpacked, readings };
}

/** Written aside and renamed, so that a killed process leaves no half file; older ones are dropped. */
async function write(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const aside = join(folder, `${name}.${process.pid}`);
  await writeFile(aside, text);
  await rename(aside, join(folder, name));
  const others = (await readdir(folder)).filter((other) => other.startsWith(prefix) && other !== name);
  await Promise.all(others.map((other) => rm(join(folder, other), { force: true })));
}

async function digest(): Promise<string> {
  const hash = createHash("sha256");
  const here = import.meta.dirname;
  for (const folder of [here, join(here, "morphology"), thesaurusFolder]) {
    const names = (await readdir(folder)).filter((name) => /\.(?:ts|js|txt)$/.test(name)).sort();
    for (const name of names) hash.update(name).update(await readFile(join(folder, name)));
  }
  return hash.digest("base64url").slice(0, 16);
}
