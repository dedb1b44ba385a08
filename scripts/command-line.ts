import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readConfig } from "../server/config.ts";

export const config = readConfig();

/** The corpus folders a command is about: one named by id or path, else every city under the corpus folder. */
export async function cityFolders(options: {
  city?: string | undefined;
  "city-dir"?: string | undefined;
}): Promise<string[]> {
  if (options["city-dir"]) return [resolve(options["city-dir"])];
  if (options.city) return [join(config.corpusDir, options.city)];
  const names = await readdir(config.corpusDir).catch(() => fail(`${config.corpusDir} というフォルダーがありません。`));
  const folders = names
    .map((name) => join(config.corpusDir, name))
    .filter((path) => existsSync(join(path, "city.yaml")));
  return folders.length > 0 ? folders : fail(`${config.corpusDir} に city.yaml のあるフォルダーがありません。`);
}

/** Ends the process with a sentence for the person at the terminal. */
export function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
