import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export const root = resolve(import.meta.dirname, "../..");

/** Settings of a process: its whole environment, so that nothing of the caller's changes what is measured. */
export type Settings = Record<string, string>;

export interface Server {
  /** Such as http://127.0.0.1:40123 */
  url: string;
  pid: number;
}

const readyTimeoutMs = 30_000;
const stopTimeoutMs = 5_000;
const pollMs = 5;

const children = new Set<ChildProcess>();
const workspace = mkdtempSync(join(tmpdir(), "madoguchi-bench-"));

// However the benchmark ends, nothing of it is left running or lying about.
process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(workspace, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));

/** A new folder that lives as long as the benchmark. */
export function temporaryFolder(name: string): string {
  return mkdtempSync(join(workspace, `${name}-`));
}

/** Starts an entry of the project, from source or compiled as in service; its output goes to the file descriptor, or a pipe. */
export function startProcess(command: string[], settings: Settings, output: number | "ignore" | "pipe"): ChildProcess {
  const flags = command.some((part) => part.endsWith(".ts")) ? ["--import", "tsx"] : ["--max-semi-space-size=4"];
  const child = spawn(process.execPath, [...flags, ...command], {
    cwd: root,
    env: { NODE_ENV: "production", ...settings },
    stdio: ["ignore", output, "inherit", "ipc"],
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

/** Starts an entry that sends its address once it listens; its log goes to a file. */
export async function startListening(command: string[], settings: Settings): Promise<Server> {
  const log = openSync(join(temporaryFolder("log"), "server.log"), "a");
  const child = startProcess(command, { HOST: "127.0.0.1", PORT: "0", ...settings }, log);
  const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`${command[0]} ended with ${code}`)));
  const listening = once(child, "message", { signal: AbortSignal.timeout(readyTimeoutMs) });
  const [{ address }] = (await Promise.race([listening, ended])) as [{ address: string }];
  return { url: address, pid: child.pid! };
}

/** Starts the real server over a data folder and waits until /readyz says so. */
export async function startServer(dataDir: string): Promise<Server> {
  const server = await startListening(["dist/server/main.js"], {
    DATA_DIR: dataDir,
    // On, as in service, and never reached.
    RATE_LIMIT_PER_MINUTE: "1000000000",
  });
  const deadline = Date.now() + readyTimeoutMs;
  while (!(await fetch(`${server.url}/readyz`)).ok) {
    if (Date.now() > deadline) throw new Error(`the server was not ready in ${readyTimeoutMs} ms`);
    await sleep(pollMs);
  }
  return server;
}

/** Stops every process that was started, those that do not end in time by force. */
export async function stopAll(): Promise<void> {
  await Promise.all([...children].map(stop));
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
  await ended;
  clearTimeout(timer);
}
