import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { FastifyInstance } from "fastify";
import { onTestFinished } from "vitest";
import { buildApp } from "../server/app.ts";
import { type Cities, openCities } from "../server/cities.ts";
import { type Config, readConfig } from "../server/config.ts";
import { type IngestOptions, type IngestReport, ingest } from "../server/indexing/ingest.ts";
import { type Language, loadLanguage } from "../server/language.ts";
import type { NamedEmbeddings } from "../server/models.ts";
import { openStorage } from "../server/storage/open.ts";
import type { Storage } from "../server/storage/ports.ts";

/** The corpus that comes with the product. */
export const misakiFolder = resolve(import.meta.dirname, "../corpus/misaki");

/** 2026-07-15 10:00 in Japan, a Wednesday on which every counter is open. */
export const openMoment = Date.parse("2026-07-15T10:00:00+09:00");

/** The smallest city.yaml. */
export const smallCity = [
  "id: kosato",
  "name: こさと町",
  "contact: { department: 総務課, phone: 0000-00-0000 }",
  "",
].join("\n");

let language: Promise<Language> | undefined;

/** The dictionary and the thesaurus, read once a test file. */
export function loadedLanguage(): Promise<Language> {
  language ??= loadLanguage();
  return language;
}

/** An empty folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "madoguchi-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A corpus folder with these files, relative path → contents, and a small city.yaml unless one is given. */
export async function temporaryCorpus(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await temporaryFolder();
  await writeFiles(folder, { "city.yaml": smallCity, ...files });
  return folder;
}

export async function writeFiles(folder: string, files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [path, contents] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), contents);
  }
}

export interface IngestedFolder {
  report: IngestReport;
  storage: Storage;
}

/** Reads a folder into storage: an own one in memory unless one is given. */
export async function ingestFolder(
  folder: string,
  { storage, ...options }: Partial<Omit<IngestOptions, "folder" | "corpus">> & { storage?: Storage } = {},
): Promise<IngestedFolder> {
  const target = storage ?? (await openStorage({ databasePath: ":memory:" }));
  const language = await loadedLanguage();
  return { report: await ingest({ folder, corpus: target.corpus, language, ...options }), storage: target };
}

/** The configuration of tests: the defaults, silent, no network, no limit that a test meets by accident. */
export function testConfig(overrides: Partial<Config> = {}): Config {
  return {
    ...readConfig({ LOG_LEVEL: "silent" }),
    indexCacheDir: undefined,
    rateLimitPerMinute: 100_000,
    ...overrides,
  };
}

export interface TestAppOptions {
  /** Corpus folders; misaki unless given. */
  folders?: string[];
  /** Milliseconds since 1970. */
  clock?: () => number;
  config?: Partial<Config>;
  model?: NamedEmbeddings;
}

export interface TestApp {
  app: FastifyInstance;
  storage: Storage;
  cities: Cities;
  /** What the ingest of each folder reported. */
  reports: IngestReport[];
  close(): Promise<void>;
}

type Served = Omit<TestApp, "app" | "close">;
const served = new Map<string, Promise<Served>>();

/** A real app on storage in memory. The index of the same folders is made once a test file; conversations too. */
export async function startApp({
  folders = [misakiFolder],
  clock = () => openMoment,
  config = {},
  model,
}: TestAppOptions = {}): Promise<TestApp> {
  const key = `${model?.name ?? ""} ${folders.join(" ")}`;
  if (!served.has(key)) served.set(key, serve(folders, model));
  const { storage, cities, reports } = await served.get(key)!;
  const app = await buildApp({
    config: testConfig(config),
    cities,
    conversations: storage.conversations,
    language: await loadedLanguage(),
    clock,
  });
  await app.ready();
  return { app, storage, cities, reports, close: () => app.close() };
}

/** Only the app of `startApp`. */
export async function testApp(options: TestAppOptions = {}): Promise<FastifyInstance> {
  return (await startApp(options)).app;
}

async function serve(folders: string[], model?: NamedEmbeddings): Promise<Served> {
  const storage = await openStorage({ databasePath: ":memory:" });
  const reports: IngestReport[] = [];
  for (const folder of folders) reports.push((await ingestFolder(folder, { storage, model })).report);
  const cities = await openCities({ corpus: storage.corpus, language: await loadedLanguage(), model });
  return { storage, cities, reports };
}
