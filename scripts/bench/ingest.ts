import type { ChildProcess } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, createClient } from "./client.ts";
import { indexed, ingest, localgov, misaki, misakiFolder } from "./corpus.ts";
import { startProcess, startServer, temporaryFolder } from "./processes.ts";
import { atMost, median, type Row, unmeasured } from "./row.ts";

const wholeTargetSeconds = 10;
const changeTargetSeconds = 1;
const rounds = 5;
const pollMs = 10;
const giveUpMs = 15_000;
/** The watcher says that it watches before its first look at the folder is done. */
const watcherSettlesMs = 1000;
const changedEntry = "faq/garbage/garbage-animal-pet.md";

/** Ingest of a whole real corpus, from starting the command to its end. */
export async function measureIngest(): Promise<Row[]> {
  const name = "ingest of 1,786 FAQs into an empty database";
  const city = await localgov();
  if (!city) return [unmeasured(name, "skipped: folder missing")];
  const startedAt = performance.now();
  await ingest(city.folder, temporaryFolder("data"));
  return [atMost(name, { value: (performance.now() - startedAt) / 1000, unit: "s", decimals: 2 }, wholeTargetSeconds)];
}

/** From saving one changed entry, which `ingest --watch` sees, until residents are answered from it. */
export async function measureChange(): Promise<Row[]> {
  const folder = join(temporaryFolder("corpus"), "misaki");
  await cp(misakiFolder, folder, { recursive: true });
  const dataDir = await indexed({ ...(await misaki()), folder });
  const server = await startServer(dataDir);
  const watcher = startProcess(["scripts/ingest.ts", "--city-dir", folder, "--watch"], { DATA_DIR: dataDir }, "pipe");
  const client = createClient(server.url);
  await printed(watcher, "変更を見ています");
  await sleep(watcherSettlesMs);
  const seconds = await timeChanges(join(folder, changedEntry), client);
  console.log(`  changes: ${seconds.map((value) => value.toFixed(2)).join(", ")} s`);
  const quantity = { value: median(seconds), unit: "s", decimals: 2 };
  return [atMost("changed entry until it is answered from", quantity, changeTargetSeconds)];
}

/** Resolves when the process prints the words; what it prints later is read and dropped. */
function printed(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error(`ended before it printed 「${words}」`)));
    child.stdout?.on("data", (text: Buffer) => {
      if (text.includes(words)) resolve();
    });
  });
}

/** Adds a sentence to the opening of an entry, again and again, and waits for it in the answer. */
async function timeChanges(file: string, client: Client): Promise<number[]> {
  const text = await readFile(file, "utf8");
  const question = /^question: (.+)$/m.exec(text)?.[1];
  if (!question) throw new Error(`${file} has no question`);
  const seconds: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const words = `これは${round}回目の変更です。`;
    const changedAt = performance.now();
    await writeFile(
      file,
      text.replace(/\n---\n.+/, (opening) => `${opening}${words}`),
    );
    while (!(await client.ask("misaki", question)).text.includes(words)) {
      if (performance.now() - changedAt > giveUpMs) throw new Error(`「${words}」 was not answered in ${giveUpMs} ms`);
      await sleep(pollMs);
    }
    seconds.push((performance.now() - changedAt) / 1000);
  }
  return seconds;
}
