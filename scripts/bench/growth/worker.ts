import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { loadLanguage } from "../../../server/language.ts";
import { openStorage } from "../../../server/storage/open.ts";
import { growCorpus } from "./corpus.ts";
import { type EngineName, engines } from "./engines.ts";

/** What the process says first. */
export interface BuildReport {
  buildSeconds: number;
  /** Processor time of all threads (it is above the build time where garbage is collected beside), and steps. */
  parts: Record<string, number>;
  /** Of the index alone. */
  memory: Megabytes;
}

/** Questions, as many of them as can be begun within the time. */
export interface Turn {
  questions: string[];
  limitMs: number;
}

/** What it says to each turn. */
export interface AskReport {
  milliseconds: number[];
  /** Processor time of all of them together, of all threads: what others do on the machine is not in it. */
  processorMs: number;
  /** How many questions found nothing. */
  empty: number;
}

/** Reachable memory of JavaScript and its buffers, and resident memory of the process. */
export interface Megabytes {
  heap: number;
  resident: number;
}

const settleMs = 100;

/**
 * One engine over one corpus in a process of its own, so that its memory is its own and it can be ended.
 * Arguments: engine, number of passages, data folder with the real corpus in it. Each message is a turn.
 */
const [engine, size, dataDir] = process.argv.slice(2) as [EngineName, string, string];
const language = await loadLanguage();
const { corpus, close } = await openStorage({ databasePath: join(dataDir, "madoguchi.sqlite") });
const real = await corpus.documents("misaki");
const model = (await corpus.state("misaki"))!.embedder.data!;
await close();
const documents = growCorpus(real, Number(size), language.analyze);

const before = await memory();
const usageBefore = process.cpuUsage();
const startedAt = performance.now();
const { ask, parts = {} } = await engines[engine]({ documents, language, model });
const buildSeconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(usageBefore);
const times = { processor: (user + system) / 1e6, ...parts };
const after = await memory();
const used = { heap: after.heap - before.heap, resident: after.resident - before.resident };
process.send!({ buildSeconds, parts: times, memory: used } satisfies BuildReport);

process.on("message", async ({ questions, limitMs }: Turn) => {
  const report: AskReport = { milliseconds: [], processorMs: 0, empty: 0 };
  const usageBefore = process.cpuUsage();
  const until = performance.now() + limitMs;
  for (const question of questions) {
    if (performance.now() > until) break;
    const askedAt = performance.now();
    const found = await ask(question);
    report.milliseconds.push(performance.now() - askedAt);
    if (found === 0) report.empty++;
  }
  const { user, system } = process.cpuUsage(usageBefore);
  report.processorMs = (user + system) / 1000;
  process.send!(report);
});

/** Without --expose-gc garbage counts too. What was freed outside the heap is given back only after a while. */
async function memory(): Promise<Megabytes> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await sleep(settleMs);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: (heapUsed + external) / 1e6, resident: rss / 1e6 };
}
