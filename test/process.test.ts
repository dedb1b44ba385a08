import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { kosato } from "./listening.ts";
import { ask, post } from "./routes/http.ts";

const root = resolve(import.meta.dirname, "..");

/** Everything a resident wrote that must be found nowhere; each is part of one of the requests below. */
const secrets = ["山田花子", "090-1234-5678", "hanako@example.jp"];
/** May be stored, but not logged. */
const words = ["さいふを落とした", "ごみ屋敷", "おそい返事", "なまえのまちがい"];

let folder: string;
let server: ChildProcess;
let origin: string;
let output = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "madoguchi-process-"));
  await cp(kosato.folder, join(folder, "corpus/kosato"), { recursive: true });
  const env = {
    PATH: process.env.PATH,
    CORPUS_DIR: join(folder, "corpus"),
    DATA_DIR: join(folder, "data"),
    LOG_LEVEL: "trace",
    PORT: "0",
  };
  const node = (script: string) => ["--import", "tsx", script];
  await promisify(execFile)(process.execPath, node("scripts/ingest.ts"), { cwd: root, env });
  server = spawn(process.execPath, node("server/main.ts"), {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [server.stdout!, server.stderr!])
    stream.on("data", (chunk) => {
      output += chunk;
    });
  const [{ address }] = (await once(server, "message")) as [{ address: string }];
  origin = address;
});
afterAll(async () => {
  server.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

test("neither the log nor the database holds what it must not, whatever is asked", async () => {
  const [name, phone, mail] = secrets as [string, string, string];
  const city = "kosato";
  await ask(origin, `${words[0]}のですが、私は${name}、電話は${phone}です`, { city });
  await (await post(`${origin}/api/chat`, { city, question: kosato.question }, { accept: "text/event-stream" })).text();
  await post(`${origin}/api/chat`, `{"city":"${city}","question":"${words[1]} ${phone}`);
  await post(`${origin}/api/chat`, { city, question: `${words[1]}\u0000`, note: phone });
  await post(`${origin}/api/feedback`, {
    city,
    answerId: "answer-1",
    rating: "unhelpful",
    comment: `${words[2]}です。${name} ${mail}`,
  });
  const query = new URLSearchParams({ city, q: `${words[3]} ${phone}` });
  for (const path of ["/api/suggest", "/nothing", "/demo/nothing"]) await fetch(`${origin}${path}?${query}`);
  server.kill("SIGTERM");
  expect(await once(server, "exit")).toEqual([0, null]);

  const logged = output.trim().split("\n");
  expect(logged.filter((line) => line.includes('"path":"/api/suggest"'))).toHaveLength(1);
  expect(logged.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
  for (const line of logged) {
    expect(() => JSON.parse(line)).not.toThrow();
    for (const word of [...secrets, ...words]) {
      expect(line).not.toContain(word);
      expect(line).not.toContain(encodeURIComponent(word));
    }
  }

  const stored = await contentsOf(join(folder, "data"));
  expect(stored).toContain(words[0]);
  expect(stored).toContain(words[2]);
  for (const secret of secrets) expect(stored).not.toContain(secret);
});

async function contentsOf(path: string): Promise<string> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map((file) => readFile(file, "utf8")))).join("\n");
}
