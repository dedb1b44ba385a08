import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { root, startProcess, temporaryFolder } from "./processes.ts";

/** A city to measure with: its corpus folder and residents' questions. */
export interface BenchCity {
  id: string;
  folder: string;
  questions: string[];
}

export const misakiFolder = join(root, "corpus/misaki");
/** 1,786 real FAQs of one city; not part of the project. */
export const localgovFolder = resolve(root, "../shared/eval/localgovfaq");

export async function misaki(): Promise<BenchCity> {
  const folder = join(root, "test/evaluation");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".jsonl")).sort();
  const questions = await Promise.all(names.map((name) => readQuestions(join(folder, name))));
  return { id: "misaki", folder: misakiFolder, questions: [...new Set(questions.flat())] };
}

/** Undefined where the folder is missing. */
export async function localgov(): Promise<BenchCity | undefined> {
  if (!existsSync(localgovFolder)) return undefined;
  const questions = await readQuestions(join(localgovFolder, "queries.dev.jsonl"));
  return { id: "localgovfaq", folder: localgovFolder, questions };
}

async function readQuestions(path: string): Promise<string[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter(Boolean);
  return lines.map((line) => (JSON.parse(line) as { query: string }).query);
}

/** What residents put before and after the same question; | is between two of them, and nothing is one too. */
const openings =
  "|すみません、|教えてください。|はじめて質問します。|お世話になります。|急いでいます。|こんにちは。|あの、|市民です。";
const closings =
  "|よろしくお願いします。|教えてください。|困っています。|分かりますか。|知りたいです。|お願いします。|どうでしょうか。";

/** So many questions of which no two are alike: first as they were written, then with residents' phrases around them. */
export function distinct(questions: string[], count: number): string[] {
  const all = openings
    .split("|")
    .flatMap((opening) =>
      closings.split("|").flatMap((closing) => questions.map((question) => `${opening}${question} ${closing}`.trim())),
    );
  return all.slice(0, count);
}

/** Reads a corpus folder into the database of a data folder, in a process of its own as staff would. */
export async function ingest(folder: string, dataDir: string): Promise<void> {
  const child = startProcess(["scripts/ingest.ts", "--city-dir", folder], { DATA_DIR: dataDir }, "ignore");
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`ingest of ${folder} ended with ${code}`);
}

/** A new data folder in which the cities are indexed. */
export async function indexed(...cities: BenchCity[]): Promise<string> {
  const dataDir = temporaryFolder("data");
  for (const { folder } of cities) await ingest(folder, dataDir);
  return dataDir;
}
