import { setTimeout as sleep } from "node:timers/promises";
import { askAll, createClient } from "./client.ts";
import { distinct, indexed, misaki } from "./corpus.ts";
import { startServer } from "./processes.ts";
import { atMost, percentile, type Row } from "./row.ts";

const requestsPerSecond = 100;
const seconds = 20;
const warmUpQuestions = 500;
const p50TargetMs = 5;
const p99TargetMs = 25;

/** Time to an answer without a model while questions arrive on a schedule, however fast the answers come (open loop). */
export async function measureLatency(): Promise<Row[]> {
  const city = await misaki();
  const count = requestsPerSecond * seconds;
  const questions = distinct(city.questions, count + warmUpQuestions);
  const server = await startServer(await indexed(city));
  const client = createClient(server.url);
  await askAll(client, city.id, questions.slice(count));
  const startedAt = performance.now();
  let latestMs = 0;
  const replies = await Promise.all(
    questions.slice(0, count).map(async (question, i) => {
      const dueMs = (i * 1000) / requestsPerSecond;
      await sleep(dueMs);
      latestMs = Math.max(latestMs, performance.now() - startedAt - dueMs);
      return client.ask(city.id, question);
    }),
  );
  const failed = replies.filter(({ status }) => status !== 200).length;
  const times = replies.map(({ durationMs }) => durationMs);
  console.log(`  ${count} questions, ${failed} failed, slowest ${Math.max(...times).toFixed(1)} ms`);
  // The load is only what it says it is while the client itself keeps its schedule.
  console.log(`  sent at most ${latestMs.toFixed(1)} ms behind the schedule`);
  const quantity = (share: number) => ({ value: percentile(times, share), unit: "ms", decimals: 1 });
  return [
    atMost(`latency p50 at ${requestsPerSecond}/s`, quantity(0.5), p50TargetMs),
    atMost(`latency p99 at ${requestsPerSecond}/s`, quantity(0.99), p99TargetMs),
  ];
}
