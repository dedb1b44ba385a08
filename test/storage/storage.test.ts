import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Document, Feedback, Turn } from "../../server/domain.ts";
import { openStorage } from "../../server/storage/open.ts";
import type { CorpusChange, Storage } from "../../server/storage/ports.ts";
import { temporaryFolder } from "../helper.ts";

const engines: [string, () => Promise<string>][] = [
  ["SQLite in memory", async () => ":memory:"],
  ["SQLite in a file", async () => join(await temporaryFolder(), "new/folder/madoguchi.sqlite")],
];

async function open(path: string): Promise<Storage> {
  const storage = await openStorage({ databasePath: path });
  onTestFinished(() => storage.close());
  return storage;
}

function document(id: string, chunks = 2): Document {
  return {
    id,
    kind: "faq",
    title: `${id}とは`,
    aliases: ["別の聞き方"],
    url: "/a.html",
    updatedAt: "2026-04-01",
    related: [],
    file: "faq/a.md",
    chunks: Array.from({ length: chunks }, (_, n) => ({
      id: `${id}#${n}`,
      documentId: id,
      text: `第${n}の答え`,
      digest: `${id}-${n}`,
    })),
  };
}

function vectors(...ids: string[]): Map<string, Float32Array> {
  return new Map(ids.map((id, n) => [id, Float32Array.of(n, 0.5, -1)]));
}

function change(changes: Partial<CorpusChange> = {}): CorpusChange {
  return {
    put: [],
    remove: [],
    embeddings: new Map(),
    replaceEmbeddings: false,
    embedder: { name: "test" },
    profile: { id: "misaki" },
    thesaurus: "",
    sourceDigest: "digest",
    indexedAt: 1000,
    ...changes,
  };
}

function turn(id: string, changes: Partial<Turn> = {}): Turn {
  return {
    id,
    conversationId: "conversation",
    city: "misaki",
    askedAt: 1000,
    question: "粗大ごみ",
    kind: "extracted",
    confidence: 0.75,
    documentIds: ["a", "b"],
    durationMs: 1.5,
    ...changes,
  };
}

const idsOf = (turns: Turn[]) => turns.map(({ id }) => id);
const keysOf = async (storage: Storage, city = "misaki") => [...(await storage.corpus.embeddings(city)).keys()].sort();

describe.each(engines)("%s", (_name, path) => {
  const opened = async () => open(await path());

  test("knows nothing of a city that was never ingested", async () => {
    const { corpus } = await opened();
    expect(await corpus.cities()).toEqual([]);
    expect(await corpus.state("misaki")).toBeUndefined();
    expect(await corpus.version("misaki")).toBe(0);
    expect(await corpus.documents("misaki")).toEqual([]);
    expect(await corpus.embeddings("misaki")).toEqual(new Map());
  });

  test("gives back what was applied", async () => {
    const { corpus } = await opened();
    const profile = { id: "misaki", name: "みさき市", hours: { mon: "8:30-17:15" } };
    const scale = { unrelated: 0.1, own: 0.9 };
    const embedder = { name: "corpus", data: Uint8Array.of(0, 255, 7), scale };
    const embeddings = vectors("a#0", "a#1", "法規#第1条#0");
    await corpus.apply(
      "misaki",
      change({ put: [document("b"), document("a")], embeddings, profile, embedder, thesaurus: "ゴミ = ごみ" }),
    );
    expect(await corpus.cities()).toEqual(["misaki"]);
    expect(await corpus.documents("misaki")).toEqual([document("a"), document("b")]);
    expect(await corpus.embeddings("misaki")).toEqual(embeddings);
    const state = await corpus.state("misaki");
    expect(state).toMatchObject({
      version: 1,
      indexedAt: 1000,
      profile,
      thesaurus: "ゴミ = ごみ",
      sourceDigest: "digest",
    });
    expect(state?.embedder.name).toBe("corpus");
    expect([...state!.embedder.data!]).toEqual([0, 255, 7]);
    expect(state?.embedder.scale).toEqual(scale);
  });

  test("moves the version with every change, and no other city's", async () => {
    const { corpus } = await opened();
    expect(await corpus.apply("misaki", change({ put: [document("a")] }))).toBe(1);
    expect(await corpus.apply("misaki", change())).toBe(2);
    expect(await corpus.version("misaki")).toBe(2);
    expect((await corpus.state("misaki"))?.version).toBe(2);
    expect(await corpus.version("kosato")).toBe(0);
  });

  test("replaces a changed document, removes a withdrawn one and leaves the others", async () => {
    const { corpus } = await opened();
    await corpus.apply("misaki", change({ put: [document("a"), document("b"), document("c")] }));
    await corpus.apply("misaki", change({ put: [document("a", 3)], remove: ["b"] }));
    expect(await corpus.documents("misaki")).toEqual([document("a", 3), document("c")]);
  });

  test("drops the vectors of passages that are gone", async () => {
    const storage = await opened();
    await storage.corpus.apply(
      "misaki",
      change({
        put: [document("a", 3), document("b"), document("c")],
        embeddings: vectors("a#0", "a#1", "a#2", "b#0", "b#1", "c#0", "c#1"),
      }),
    );
    await storage.corpus.apply("misaki", change({ put: [document("a", 1)], remove: ["b"] }));
    expect(await keysOf(storage)).toEqual(["a#0", "c#0", "c#1"]);
  });

  test("keeps the vectors of unchanged passages of a changed document", async () => {
    const storage = await opened();
    const before = vectors("a#0", "a#1");
    await storage.corpus.apply("misaki", change({ put: [document("a")], embeddings: before }));
    const renewed = new Map([["a#1", Float32Array.of(9, 9, 9)]]);
    await storage.corpus.apply("misaki", change({ put: [document("a")], embeddings: renewed }));
    expect(await storage.corpus.embeddings("misaki")).toEqual(new Map([...before, ...renewed]));
  });

  test("drops all vectors of a city, and of no other, when its model is replaced", async () => {
    const storage = await opened();
    for (const city of ["misaki", "kosato"])
      await storage.corpus.apply(city, change({ put: [document("a")], embeddings: vectors("a#0", "a#1") }));
    await storage.corpus.apply("misaki", change({ replaceEmbeddings: true, embeddings: vectors("a#0") }));
    expect(await keysOf(storage)).toEqual(["a#0"]);
    expect(await keysOf(storage, "kosato")).toEqual(["a#0", "a#1"]);
  });

  test("applies a change as a whole or not at all", async () => {
    const storage = await opened();
    const { corpus } = storage;
    await corpus.apply("misaki", change({ put: [document("a"), document("b")], embeddings: vectors("a#0", "b#0") }));
    const unwritable: Record<string, unknown> = {};
    unwritable.self = unwritable;
    const failing = change({
      put: [document("a", 5), document("new")],
      remove: ["b"],
      embeddings: vectors("new#0"),
      replaceEmbeddings: true,
      profile: unwritable,
    });
    await expect(corpus.apply("misaki", failing)).rejects.toThrow();
    expect(await corpus.version("misaki")).toBe(1);
    expect(await corpus.documents("misaki")).toEqual([document("a"), document("b")]);
    expect(await keysOf(storage)).toEqual(["a#0", "b#0"]);
    // The connection is usable again.
    expect(await corpus.apply("misaki", change({ remove: ["b"] }))).toBe(2);
  });

  test("keeps cities apart, even where their documents have the same ids", async () => {
    const { corpus } = await opened();
    await corpus.apply("misaki", change({ put: [document("a"), document("b")] }));
    await corpus.apply("kosato", change({ put: [document("a", 1)], profile: { id: "kosato" } }));
    await corpus.apply("misaki", change({ remove: ["a"] }));
    expect(await corpus.cities()).toEqual(["kosato", "misaki"]);
    expect(await corpus.documents("kosato")).toEqual([document("a", 1)]);
    expect((await corpus.state("kosato"))?.profile).toEqual({ id: "kosato" });
  });

  test("gives the latest turns of a conversation, oldest first", async () => {
    const { conversations } = await opened();
    for (const [id, askedAt] of [
      ["t1", 10],
      ["t3", 30],
      ["t2", 20],
    ] as const)
      await conversations.append(turn(id, { askedAt }));
    expect(idsOf(await conversations.recent("misaki", "conversation", 2))).toEqual(["t2", "t3"]);
    expect(idsOf(await conversations.recent("misaki", "conversation", 9))).toEqual(["t1", "t2", "t3"]);
  });

  test("keeps turns of the same millisecond in the order in which they came", async () => {
    const { conversations } = await opened();
    for (const id of ["z", "a", "m"]) await conversations.append(turn(id));
    expect(idsOf(await conversations.recent("misaki", "conversation", 2))).toEqual(["a", "m"]);
  });

  test("gives a turn back as it was", async () => {
    const { conversations } = await opened();
    const followUp = turn("t1", { understoodAs: "粗大ごみ 料金", documentIds: [] });
    await conversations.append(followUp);
    await conversations.append(turn("t2", { askedAt: 2000 }));
    expect(await conversations.recent("misaki", "conversation", 5)).toEqual([followUp, turn("t2", { askedAt: 2000 })]);
  });

  test("shows a conversation to its own city only", async () => {
    const { conversations } = await opened();
    await conversations.append(turn("t1"));
    await conversations.append(turn("t2", { city: "kosato" }));
    await conversations.append(turn("t3", { conversationId: "another" }));
    expect(idsOf(await conversations.recent("kosato", "conversation", 5))).toEqual(["t2"]);
    expect(idsOf(await conversations.recent("misaki", "conversation", 5))).toEqual(["t1"]);
  });

  test("deletes what is older than the moment, and tells how many questions went", async () => {
    const { conversations } = await opened();
    await conversations.append(turn("old", { askedAt: 999 }));
    await conversations.append(turn("older", { askedAt: 1, city: "kosato" }));
    await conversations.append(turn("kept", { askedAt: 1000 }));
    expect(await conversations.purge(1000)).toBe(2);
    expect(idsOf(await conversations.recent("misaki", "conversation", 5))).toEqual(["kept"]);
    expect(await conversations.purge(1000)).toBe(0);
  });
});

/** An open storage and a second connection to the same file. */
async function openTwice(): Promise<{ storage: Storage; database: InstanceType<typeof DatabaseSync>; path: string }> {
  const path = join(await temporaryFolder(), "madoguchi.sqlite");
  const storage = await open(path);
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  return { storage, database, path };
}

const feedback: Feedback = { answerId: "answer", city: "misaki", givenAt: 10, rating: "helpful", comment: "助かった" };

test("keeps the last word on an answer, of each city, and deletes old ones", async () => {
  const { storage, database } = await openTwice();
  const rows = () => database.prepare("SELECT city, rating, comment FROM feedback ORDER BY city").all();
  await storage.conversations.addFeedback(feedback);
  await storage.conversations.addFeedback({ answerId: "answer", city: "misaki", givenAt: 20, rating: "unhelpful" });
  await storage.conversations.addFeedback({ ...feedback, city: "kosato", givenAt: 30 });
  expect(rows()).toEqual([
    { city: "kosato", rating: "helpful", comment: "助かった" },
    { city: "misaki", rating: "unhelpful", comment: null },
  ]);
  await storage.conversations.purge(21);
  expect(rows()).toMatchObject([{ city: "kosato" }]);
});

test("keeps everything in its file", async () => {
  const path = join(await temporaryFolder(), "madoguchi.sqlite");
  const first = await openStorage({ databasePath: path });
  await first.corpus.apply("misaki", change({ put: [document("a")], embeddings: vectors("a#0") }));
  await first.conversations.append(turn("t1"));
  await first.close();
  const second = await open(path);
  expect(await second.corpus.version("misaki")).toBe(1);
  expect(await second.corpus.documents("misaki")).toEqual([document("a")]);
  expect(await keysOf(second)).toEqual(["a#0"]);
  expect(idsOf(await second.conversations.recent("misaki", "conversation", 1))).toEqual(["t1"]);
});

test("a second process sees the version move, and never half a change", async () => {
  const { storage, path } = await openTwice();
  const other = await open(path);
  await storage.corpus.apply("misaki", change({ put: [document("a")] }));
  expect(await other.corpus.version("misaki")).toBe(1);
  expect(await other.corpus.documents("misaki")).toEqual([document("a")]);
});

test("a database that cannot be written rejects, still reads, and recovers", async () => {
  const { storage, database } = await openTwice();
  await storage.conversations.append(turn("before"));
  for (const table of ["turns", "feedback", "documents"])
    database.exec(
      `CREATE TRIGGER no_${table} BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'attempt to write a readonly database'); END`,
    );
  await expect(storage.conversations.append(turn("during"))).rejects.toThrow("readonly");
  await expect(storage.conversations.addFeedback(feedback)).rejects.toThrow("readonly");
  await expect(storage.corpus.apply("misaki", change({ put: [document("a")] }))).rejects.toThrow("readonly");
  expect(await storage.corpus.version("misaki")).toBe(0);
  expect(idsOf(await storage.conversations.recent("misaki", "conversation", 5))).toEqual(["before"]);
  for (const table of ["turns", "feedback", "documents"]) database.exec(`DROP TRIGGER no_${table}`);
  await storage.conversations.append(turn("after", { askedAt: 2000 }));
  expect(idsOf(await storage.conversations.recent("misaki", "conversation", 5))).toEqual(["before", "after"]);
});

test("a database of an earlier version, without the scale of similarities, is read and written on", async () => {
  const path = join(await temporaryFolder(), "madoguchi.sqlite");
  const earlier = new DatabaseSync(path);
  earlier.exec(`
    CREATE TABLE corpus (
      city TEXT PRIMARY KEY, version INTEGER NOT NULL, indexed_at INTEGER NOT NULL, profile TEXT NOT NULL,
      thesaurus TEXT NOT NULL, source_digest TEXT NOT NULL, embedder_name TEXT NOT NULL, embedder_data BLOB
    ) STRICT;
    INSERT INTO corpus VALUES ('misaki', 3, 1000, '{}', '', 'digest', 'test', NULL);
  `);
  earlier.close();
  const { corpus } = await open(path);
  expect(await corpus.state("misaki")).toMatchObject({ version: 3, embedder: { name: "test" } });
  const scale = { unrelated: 0.2, own: 0.8 };
  expect(await corpus.apply("misaki", change({ embedder: { name: "test", scale } }))).toBe(4);
  expect((await corpus.state("misaki"))?.embedder).toEqual({ name: "test", scale });
});
