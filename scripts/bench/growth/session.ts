import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { startProcess } from "../processes.ts";
import type { EngineName } from "./engines.ts";
import type { AskReport, BuildReport, Turn } from "./worker.ts";

/** An engine that is built, in its process. */
export interface Session {
  engine: EngineName;
  built: BuildReport;
  /** Throws when a single question takes far too long. */
  ask(turn: Turn): Promise<AskReport>;
  stop(): Promise<void>;
}

/** Enough for every engine on 200,000 passages. */
const heapMegabytes = 12_000;
const questionLimitMs = 15_000;

/** Builds an engine over so many passages; throws when that takes longer than allowed. */
export async function openSession(engine: EngineName, size: number, dataDir: string, limitMs: number) {
  const flags = ["--expose-gc", `--max-old-space-size=${heapMegabytes}`];
  const worker = "scripts/bench/growth/worker.ts";
  const child = startProcess([...flags, worker, engine, `${size}`, dataDir], {}, "ignore");
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  try {
    const built = await answerOf<BuildReport>(child, limitMs);
    const ask = (turn: Turn) => {
      child.send(turn);
      return answerOf<AskReport>(child, turn.limitMs + questionLimitMs);
    };
    return { engine, built, ask, stop } satisfies Session;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function answerOf<Message>(child: ChildProcess, limitMs: number): Promise<Message> {
  const settled = new AbortController();
  const signal = AbortSignal.any([settled.signal, AbortSignal.timeout(limitMs)]);
  const ended = once(child, "exit", { signal }).then(() => Promise.reject(new Error("its process ended")));
  try {
    const [message] = await Promise.race([once(child, "message", { signal }), ended]);
    return message as Message;
  } catch (error) {
    throw signal.aborted ? new Error(`not finished within ${(limitMs / 1000).toFixed(0)} s`) : error;
  } finally {
    settled.abort();
    ended.catch(() => {});
  }
}
