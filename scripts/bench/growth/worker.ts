import { join } from "node:path";
import { loadLanguage } from "../../../server/language.ts";
import { openStorage } from "../../../server/storage/open.ts";
import { growCorpus } from "./corpus.ts";
import { type EngineName, engines } from "./engines.ts";

/** What the process says first. */
export interface BuildReport {
  buildSeconds: number;
  parts: Record<string, number>;
  /** Of the index alone. */
  memory: Megabytes;
}

/** What it says to each list of questions. */
export interface AskReport {
  milliseconds: number[];
  /** How many questions found nothing. */
  empty: number;
}

/** Reachable memory of JavaScript and its buffers, and resident memory of the process. */
export interface Megabytes {
  heap: number;
  resident: number;
}

/**
 * One engine over one corpus in a process of its own, so that its memory is its own and it can be ended.
 * Arguments: engine, number of passages, data folder with the real corpus in it. Each message is a list of questions.
 */
const [engine, size, dataDir] = process.argv.slice(2) as [EngineName, string, string];
const language = await loadLanguage();
const { corpus, close } = await openStorage({ databasePath: join(dataDir, "madoguchi.sqlite") });
const real = await corpus.documents("misaki");
const model = (await corpus.state("misaki"))!.embedder.data!;
await close();
const documents = growCorpus(real, Number(size), language.analyze);

const before = memory();
const startedAt = performance.now();
const { ask, parts = {} } = await engines[engine]({ documents, language, model });
const buildSeconds = (performance.now() - startedAt) / 1000;
const after = memory();
const used = { heap: after.heap - before.heap, resident: after.resident - before.resident };
process.send!({ buildSeconds, parts, memory: used } satisfies BuildReport);

process.on("message", async (questions: string[]) => {
  const report: AskReport = { milliseconds: [], empty: 0 };
  for (const question of questions) {
    const askedAt = performance.now();
    const found = await ask(question);
    report.milliseconds.push(performance.now() - askedAt);
    if (found === 0) report.empty++;
  }
  process.send!(report);
});

function memory(): Megabytes {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: (heapUsed + external) / 1e6, resident: rss / 1e6 };
}
