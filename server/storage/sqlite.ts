import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import type { Document, Turn } from "../domain.ts";
import type { ConversationStore, CorpusStore, Storage } from "./ports.ts";

type Database = InstanceType<typeof DatabaseSync>;

const schema = `
  CREATE TABLE IF NOT EXISTS corpus (
    city TEXT PRIMARY KEY, version INTEGER NOT NULL, indexed_at INTEGER NOT NULL,
    profile TEXT NOT NULL, thesaurus TEXT NOT NULL,
    source_digest TEXT NOT NULL, embedder_name TEXT NOT NULL, embedder_data BLOB, embedder_scale TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS documents (
    city TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (city, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS embeddings (
    city TEXT NOT NULL, document_id TEXT NOT NULL, chunk_id TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (city, chunk_id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS embeddings_of_document ON embeddings (city, document_id);
  CREATE TABLE IF NOT EXISTS turns (
    id TEXT PRIMARY KEY, city TEXT NOT NULL, conversation_id TEXT NOT NULL, asked_at INTEGER NOT NULL,
    question TEXT NOT NULL, understood_as TEXT, kind TEXT NOT NULL, confidence REAL NOT NULL,
    document_ids TEXT NOT NULL, duration_ms REAL NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS turns_of_conversation ON turns (conversation_id, asked_at);
  CREATE INDEX IF NOT EXISTS turns_by_time ON turns (asked_at);
  CREATE TABLE IF NOT EXISTS feedback (
    answer_id TEXT NOT NULL, city TEXT NOT NULL, given_at INTEGER NOT NULL, rating TEXT NOT NULL, comment TEXT,
    PRIMARY KEY (city, answer_id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS feedback_by_time ON feedback (given_at);
`;

/** Opens (and where needed creates) a SQLite database; `:memory:` for tests. */
export function openSqlite(path: string): Storage {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  // WAL lets the server read while an ingest writes; a lost last second of questions is acceptable, a lost file is not.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;");
  database.exec(schema);
  addMissingColumn(database, "corpus", "embedder_scale", "TEXT");
  const { flush, ...conversations } = conversationStore(database);
  return {
    corpus: corpusStore(database),
    conversations,
    close: async () => {
      flush();
      database.close();
    },
  };
}

/** Databases of earlier versions lack columns that came later. */
function addMissingColumn(database: Database, table: string, column: string, type: string): void {
  const columns = database.prepare(`PRAGMA table_info(${table})`).all() as { name: string }[];
  if (!columns.some(({ name }) => name === column)) database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
}

function corpusStore(database: Database): CorpusStore {
  const selectVersion = database.prepare("SELECT version FROM corpus WHERE city = ?");
  const selectState = database.prepare("SELECT * FROM corpus WHERE city = ?");
  const putState = database.prepare(`
    INSERT INTO corpus (city, version, indexed_at, profile, thesaurus, source_digest, embedder_name, embedder_data,
        embedder_scale)
      VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (city) DO UPDATE SET version = version + 1, indexed_at = excluded.indexed_at,
      profile = excluded.profile, thesaurus = excluded.thesaurus, source_digest = excluded.source_digest,
      embedder_name = excluded.embedder_name, embedder_data = excluded.embedder_data,
      embedder_scale = excluded.embedder_scale
    RETURNING version`);
  const putDocument = database.prepare("INSERT OR REPLACE INTO documents (city, id, body) VALUES (?, ?, ?)");
  const deleteDocument = database.prepare("DELETE FROM documents WHERE city = ? AND id = ?");
  const putEmbedding = database.prepare("INSERT OR REPLACE INTO embeddings VALUES (?, ?, ?, ?)");
  const deleteEmbeddings = database.prepare("DELETE FROM embeddings WHERE city = ? AND document_id = ?");
  const deleteAllEmbeddings = database.prepare("DELETE FROM embeddings WHERE city = ?");

  return {
    cities: async () =>
      (database.prepare("SELECT city FROM corpus ORDER BY city").all() as { city: string }[]).map((row) => row.city),
    version: async (city) => (selectVersion.get(city) as { version: number } | undefined)?.version ?? 0,
    state: async (city) => {
      const row = selectState.get(city) as CorpusRow | undefined;
      if (!row) return undefined;
      return {
        version: row.version,
        indexedAt: row.indexed_at,
        profile: JSON.parse(row.profile),
        thesaurus: row.thesaurus,
        sourceDigest: row.source_digest,
        embedder: {
          name: row.embedder_name,
          ...(row.embedder_data && { data: row.embedder_data }),
          ...(row.embedder_scale && { scale: JSON.parse(row.embedder_scale) }),
        },
      };
    },
    documents: async (city) => {
      const rows = database.prepare("SELECT body FROM documents WHERE city = ? ORDER BY id").all(city);
      return (rows as { body: string }[]).map((row) => JSON.parse(row.body) as Document);
    },
    embeddings: async (city) => {
      const rows = database.prepare("SELECT chunk_id, vector FROM embeddings WHERE city = ?").all(city);
      return new Map((rows as EmbeddingRow[]).map((row) => [row.chunk_id, toVector(row.vector)]));
    },
    apply: async (city, change) =>
      inTransaction(database, () => {
        if (change.replaceEmbeddings) deleteAllEmbeddings.run(city);
        for (const id of [...change.remove, ...change.put.map((document) => document.id)]) {
          deleteDocument.run(city, id);
        }
        for (const id of change.remove) deleteEmbeddings.run(city, id);
        for (const document of change.put) {
          putDocument.run(city, document.id, JSON.stringify(document));
          const kept = new Set(document.chunks.map((chunk) => chunk.id));
          pruneEmbeddings(database, city, document.id, kept);
        }
        for (const [chunkId, vector] of change.embeddings) {
          putEmbedding.run(city, documentIdOf(chunkId), chunkId, toBytes(vector));
        }
        const row = putState.get(
          city,
          change.indexedAt,
          JSON.stringify(change.profile),
          change.thesaurus,
          change.sourceDigest,
          change.embedder.name,
          change.embedder.data ?? null,
          change.embedder.scale ? JSON.stringify(change.embedder.scale) : null,
        );
        return (row as { version: number }).version;
      }),
  };
}

function conversationStore(database: Database): ConversationStore & { flush: () => void } {
  const insertTurn = database.prepare("INSERT OR REPLACE INTO turns VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const insert = (turn: Turn) =>
    insertTurn.run(
      turn.id,
      turn.city,
      turn.conversationId,
      turn.askedAt,
      turn.question,
      turn.understoodAs ?? null,
      turn.kind,
      turn.confidence,
      JSON.stringify(turn.documentIds),
      turn.durationMs,
    );
  const batch = createBatch((turns: Turn[]) => inTransaction(database, () => turns.forEach(insert)));
  const selectRecent = database.prepare(
    "SELECT * FROM turns WHERE conversation_id = ? AND city = ? ORDER BY asked_at DESC, rowid DESC LIMIT ?",
  );
  const insertFeedback = database.prepare("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?)");
  return {
    flush: batch.flush,
    append: batch.add,
    recent: async (city, conversationId, limit) => {
      batch.flush();
      return (selectRecent.all(conversationId, city, limit) as TurnRow[]).reverse().map(toTurn);
    },
    addFeedback: async (feedback) => {
      const { answerId, city, givenAt, rating, comment } = feedback;
      insertFeedback.run(answerId, city, givenAt, rating, comment ?? null);
    },
    purge: async (before) => {
      batch.flush();
      database.prepare("DELETE FROM feedback WHERE given_at < ?").run(before);
      return Number(database.prepare("DELETE FROM turns WHERE asked_at < ?").run(before).changes);
    },
  };
}

/** Whoever reads turns flushes first, so this delays only what a killed process would lose. */
const batchMs = 20;

/** Collects what comes within a moment: one transaction costs far less than many. */
function createBatch<T>(write: (items: T[]) => void) {
  let items: T[] = [];
  let written: Promise<void> | undefined;
  let settle = { resolve: () => {}, reject: (_error: unknown) => {} };
  const flush = () => {
    if (!written) return;
    const [batch, { resolve, reject }] = [items, settle];
    items = [];
    written = undefined;
    try {
      write(batch);
      resolve();
    } catch (error) {
      reject(error);
    }
  };
  return {
    flush,
    /** Resolves when the item is written. */
    add(item: T): Promise<void> {
      items.push(item);
      written ??= new Promise((resolve, reject) => {
        settle = { resolve, reject };
        setTimeout(flush, batchMs);
      });
      return written;
    },
  };
}

interface CorpusRow {
  version: number;
  indexed_at: number;
  profile: string;
  thesaurus: string;
  source_digest: string;
  embedder_name: string;
  embedder_data: Uint8Array | null;
  embedder_scale: string | null;
}
interface EmbeddingRow {
  chunk_id: string;
  vector: Uint8Array;
}
interface TurnRow {
  id: string;
  city: string;
  conversation_id: string;
  asked_at: number;
  question: string;
  understood_as: string | null;
  kind: string;
  confidence: number;
  document_ids: string;
  duration_ms: number;
}

function toTurn(row: TurnRow): Turn {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    city: row.city,
    askedAt: row.asked_at,
    question: row.question,
    ...(row.understood_as && { understoodAs: row.understood_as }),
    kind: row.kind,
    confidence: row.confidence,
    documentIds: JSON.parse(row.document_ids) as string[],
    durationMs: row.duration_ms,
  };
}

function inTransaction<T>(database: Database, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

/** Drops the vectors of chunks that a changed document no longer has. */
function pruneEmbeddings(database: Database, city: string, documentId: string, kept: Set<string>): void {
  const rows = database
    .prepare("SELECT chunk_id FROM embeddings WHERE city = ? AND document_id = ?")
    .all(city, documentId) as { chunk_id: string }[];
  for (const { chunk_id } of rows) {
    if (!kept.has(chunk_id))
      database.prepare("DELETE FROM embeddings WHERE city = ? AND chunk_id = ?").run(city, chunk_id);
  }
}

const documentIdOf = (chunkId: string) => chunkId.slice(0, chunkId.lastIndexOf("#"));
const toBytes = (vector: Float32Array) => new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
const toVector = (bytes: Uint8Array) => new Float32Array(bytes.slice().buffer);
