import type { Document, Feedback, SimilarityScale, Turn } from "../domain.ts";

/** What storage must do, whatever the engine. Every engine passes the same tests. */
export interface Storage {
  corpus: CorpusStore;
  conversations: ConversationStore;
  close(): Promise<void>;
}

/** Documents, chunks and embeddings: the truth from which indexes are built. */
export interface CorpusStore {
  cities(): Promise<string[]>;
  /** Undefined for a city that was never ingested. */
  state(city: string): Promise<CorpusState | undefined>;
  /** Only the number that moves with every change; 0 for an unknown city. Cheap enough to poll. */
  version(city: string): Promise<number>;
  documents(city: string): Promise<Document[]>;
  /** Chunk id → vector, of the model named in the state. */
  embeddings(city: string): Promise<Map<string, Float32Array>>;
  /** Applies a change as a whole or not at all; returns the new version. */
  apply(city: string, change: CorpusChange): Promise<number>;
}

export interface CorpusState {
  version: number;
  /** Milliseconds since 1970. */
  indexedAt: number;
  /** The city's profile as it stood at ingest (JSON). */
  profile: unknown;
  /** The city's own thesaurus file; "" without one. */
  thesaurus: string;
  /** Digest of the files it was read from: equal digests mean there is nothing to do. */
  sourceDigest: string;
  embedder: Embedder;
}

/** Which model the vectors are of; for vectors trained on the corpus, the trained model itself. */
export interface Embedder {
  name: string;
  data?: Uint8Array;
  /** What its similarities mean; absent where an earlier version stored the vectors. */
  scale?: SimilarityScale;
}

export interface CorpusChange {
  /** Documents that are new or changed, whole. */
  put: Document[];
  /** Ids of documents that are gone. */
  remove: string[];
  /** Vectors of new and changed chunks. */
  embeddings: Map<string, Float32Array>;
  /** The vectors are of another model than the stored ones, which are dropped. */
  replaceEmbeddings: boolean;
  embedder: Embedder;
  profile: unknown;
  thesaurus: string;
  sourceDigest: string;
  indexedAt: number;
}

/** What residents asked and what they thought of the answers. Personal data is masked before it gets here. */
export interface ConversationStore {
  append(turn: Turn): Promise<void>;
  /** The latest turns of a conversation, oldest first. */
  recent(city: string, conversationId: string, limit: number): Promise<Turn[]>;
  addFeedback(feedback: Feedback): Promise<void>;
  /** Deletes what is older than the moment (milliseconds since 1970); returns how many turns went. */
  purge(before: number): Promise<number>;
}
