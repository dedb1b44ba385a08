import { indexed, misaki } from "./corpus.ts";
import { startServer, stopAll } from "./processes.ts";
import { atMost, median, type Row } from "./row.ts";

const rounds = 5;
const targetSeconds = 3;

/** From starting the process to /readyz, over a database that is indexed already. */
export async function measureStart(): Promise<Row[]> {
  const dataDir = await indexed(await misaki());
  // The first start writes the index cache: a restart finds it.
  await startServer(dataDir);
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await stopAll();
    const startedAt = performance.now();
    await startServer(dataDir);
    seconds.push((performance.now() - startedAt) / 1000);
  }
  console.log(`  rounds: ${seconds.map((value) => value.toFixed(2)).join(", ")} s`);
  return [atMost("restart to ready", { value: median(seconds), unit: "s", decimals: 2 }, targetSeconds)];
}
