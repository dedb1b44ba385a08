import { readFile } from "node:fs/promises";
import { askAll, createClient } from "./client.ts";
import { distinct, indexed, localgov, misaki } from "./corpus.ts";
import { startServer } from "./processes.ts";
import { atMost, type Row } from "./row.ts";

const questionsInAll = 500;
const targetMegabytes = 350;

/** Resident memory of the server with every city there is, after it has answered questions. */
export async function measureMemory(): Promise<Row[]> {
  const cities = [await misaki(), await localgov()].filter((city) => city !== undefined);
  const server = await startServer(await indexed(...cities));
  const client = createClient(server.url);
  const before = await residentMegabytes(server.pid);
  for (const { id, questions } of cities)
    await askAll(client, id, distinct(questions, Math.ceil(questionsInAll / cities.length)));
  const after = await residentMegabytes(server.pid);
  console.log(`  before the first question ${before.toFixed(0)} MB`);
  const name = `resident memory with ${cities.map(({ id }) => id).join(" + ")}`;
  return [atMost(name, { value: after, unit: "MB" }, targetMegabytes)];
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kibibytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
  return (kibibytes * 1024) / 1e6;
}
