import { cpus, loadavg } from "node:os";
import { measureGrowth } from "./bench/growth.ts";
import { measureChange, measureIngest } from "./bench/ingest.ts";
import { measureLatency } from "./bench/latency.ts";
import { measureMemory } from "./bench/memory.ts";
import { stopAll } from "./bench/processes.ts";
import { type Row, toTable, unmeasured } from "./bench/row.ts";
import { measureStart } from "./bench/start.ts";
import { measureThroughput } from "./bench/throughput.ts";

/** npm run bench -- [part …] [--no-vectors]: measures on temporary data, over loopback, and reports; it asserts nothing. */
const withVectors = !process.argv.includes("--no-vectors");
const parts: Record<string, (() => Promise<Row[]>)[]> = {
  start: [measureStart],
  ingest: [measureIngest, measureChange],
  latency: [measureLatency],
  throughput: [measureThroughput],
  memory: [measureMemory],
  growth: [() => measureGrowth(withVectors)],
};
/** Takes eight minutes, and is measured only when it is named; --no-vectors makes it shorter. */
const onRequest = ["growth"];

/** Load average (one minute) up to which the machine counts as quiet. */
const quietLoad = 0.5;

const asked = process.argv.slice(2).filter((argument) => argument !== "--no-vectors");
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. The parts are ${Object.keys(parts).join(", ")}.`);
  process.exit(1);
}

const [load = 0] = loadavg();
console.log(`Node ${process.version}, ${cpus().length} cores, load ${load.toFixed(2)}`);
if (load > quietLoad)
  console.warn("Other processes are using this machine: the results below are worse than in service.");
const rows: Row[] = [];
for (const [name, measures] of Object.entries(parts)) {
  if (asked.length > 0 ? !asked.includes(name) : onRequest.includes(name)) continue;
  console.log(name);
  const failed = (error: Error) => [unmeasured(name, `failed: ${error.message.split("\n")[0]}`)];
  for (const measure of measures) {
    rows.push(...(await measure().catch(failed)));
    await stopAll();
  }
}
console.log(`\n${toTable(rows)}`);
// Connections that are kept alive must not keep the process.
process.exit();
