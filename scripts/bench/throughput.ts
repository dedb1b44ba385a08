import { execFile, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { askAll, createClient } from "./client.ts";
import { distinct, indexed, misaki } from "./corpus.ts";
import { startListening, startServer, temporaryFolder } from "./processes.ts";
import { atLeast, median, type Row, unmeasured } from "./row.ts";

const rounds = 7;
const roundSeconds = 4;
const warmUpSeconds = 4;
/** How much longer than its round wrk may take before it is ended. */
const graceSeconds = 10;
const connections = 32;
const targetRatio = 0.15;
const aimedRatio = 0.4;
/** How many answers are looked at to find one of typical size. */
const sampledAnswers = 200;

const run = promisify(execFile);

/** Requests per second of the real server beside those of a bare one, in rounds that alternate on the same machine. */
export async function measureThroughput(): Promise<Row[]> {
  const name = "ratio to bare Fastify";
  if (!haveWrk()) return [unmeasured(name, "skipped: wrk is missing (apt-get install wrk)")];
  const city = await misaki();
  const folder = temporaryFolder("throughput");
  const bodies = distinct(city.questions, Number.POSITIVE_INFINITY).map((question) =>
    JSON.stringify({ city: city.id, question }),
  );
  const bodiesFile = join(folder, "bodies.jsonl");
  const answerFile = join(folder, "answer.json");
  await writeFile(bodiesFile, bodies.join("\n"));

  const real = await startServer(await indexed(city));
  await writeFile(answerFile, await typicalAnswer(real.url, city.id, city.questions));
  const bare = await startListening(["scripts/bench/bare-server.ts", answerFile], {});
  let asked = 0;
  const load = async (url: string, seconds: number) => {
    const { requests, rate } = await runWrk(url, seconds, bodiesFile, asked % bodies.length);
    if (url === real.url) asked += requests;
    return rate;
  };
  for (const { url } of [bare, real]) await load(url, warmUpSeconds);
  const results: { bare: number; real: number }[] = [];
  for (let round = 1; round <= rounds; round++) {
    const result = { bare: await load(bare.url, roundSeconds), real: await load(real.url, roundSeconds) };
    results.push(result);
    const ratio = (result.real / result.bare).toFixed(3);
    console.log(`  round ${round}: bare ${result.bare.toFixed(0)}/s, real ${result.real.toFixed(0)}/s, ratio ${ratio}`);
  }
  console.log(`  ${asked} questions put to the real server, ${bodies.length} distinct ones in turn`);
  const ratio = { value: median(results.map((one) => one.real / one.bare)), unit: "", decimals: 3 };
  const rate = (of: "real" | "bare") => `${median(results.map((one) => one[of])).toFixed(0)}/s`;
  return [
    { name: "throughput", measured: `${rate("real")}, bare Fastify ${rate("bare")}`, target: "" },
    atLeast(name, ratio, targetRatio),
    atLeast(`${name}, what is aimed at`, ratio, aimedRatio),
  ];
}

/** Whether wrk is here; root may have it installed. */
function haveWrk(): boolean {
  const present = () => spawnSync("wrk", ["-v"]).error === undefined;
  if (present()) return true;
  if (process.getuid?.() !== 0) return false;
  spawnSync("apt-get", ["install", "-y", "wrk"], { stdio: "ignore", timeout: 120_000 });
  return present();
}

/** The answer of median size to some of the questions, as the bare server is to send it. */
async function typicalAnswer(url: string, city: string, questions: string[]): Promise<string> {
  const client = createClient(url);
  const step = Math.max(1, Math.floor(questions.length / sampledAnswers));
  const replies = await askAll(
    client,
    city,
    questions.filter((_, i) => i % step === 0),
  );
  client.close();
  const texts = replies.map(({ text }) => text).sort((a, b) => a.length - b.length);
  const typical = texts[Math.floor(texts.length / 2)]!;
  console.log(`  a typical answer has ${Buffer.byteLength(typical)} bytes`);
  return typical;
}

async function runWrk(url: string, seconds: number, bodiesFile: string, skip: number) {
  const script = join(import.meta.dirname, "questions.lua");
  const load = ["-t", "1", "-c", `${connections}`, "-d", `${seconds}s`, "--timeout", "10s", "-s", script];
  const { stdout } = await run("wrk", [...load, `${url}/api/chat`, "--", bodiesFile, `${skip}`], {
    timeout: (seconds + graceSeconds) * 1000,
  });
  const result = JSON.parse(/^RESULT (.+)$/m.exec(stdout)?.[1] ?? "{}") as Record<string, number>;
  const { requests = 0, microseconds = 1, refused = 0, timedOut = 0, broken = 0 } = result;
  if (refused + timedOut + broken > 0 || requests === 0)
    throw new Error(`of ${requests} requests ${refused} refused, ${timedOut} timed out, ${broken} broken (${url})`);
  return { requests, rate: (requests * 1e6) / microseconds };
}
