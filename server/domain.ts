/** The things this product is about. Types only; imports nothing. */

/** One published entry: an FAQ, an article of an ordinance, a page. */
export interface Document {
  id: string;
  kind: "faq" | "article" | "page";
  /** What is cited: the official question, the article's name, the page's title. */
  title: string;
  /** Residents' other ways of asking. */
  aliases: string[];
  category?: string;
  /** Department id of the city's profile. */
  department?: string;
  url: string;
  /** Date of the last check, YYYY-MM-DD. */
  updatedAt: string;
  /** First and last day on which it may be served, YYYY-MM-DD, in the city's time. */
  validFrom?: string;
  validUntil?: string;
  /** Ids of documents asked about next. */
  related: string[];
  /** Where it stands in the corpus folder, for messages to staff. */
  file: string;
  chunks: Chunk[];
}

/** A passage of a document: the unit that is embedded, retrieved and cited. */
export interface Chunk {
  /** Stable while the passage keeps its place: `<document id>#<number>`. */
  id: string;
  documentId: string;
  /** Heading, or 条・項・号. */
  place?: string;
  /** The published words, verbatim (Markdown). */
  text: string;
  /** Changes when anything that is embedded changes. */
  digest: string;
}

export interface RetrievedChunk {
  chunk: Chunk;
  /** Higher is nearer; comparable within one question only. */
  score: number;
}

export interface RetrievedDocument {
  document: Document;
  /** Higher is nearer; about 1 when every word of the question is met. */
  score: number;
}

/** One question and its outcome, as kept: personal data masked. */
export interface Turn {
  id: string;
  conversationId: string;
  city: string;
  /** Milliseconds since 1970. */
  askedAt: number;
  question: string;
  /** The question as understood, when it was a follow-up. */
  understoodAs?: string;
  kind: string;
  confidence: number;
  documentIds: string[];
  durationMs: number;
}

export interface Feedback {
  answerId: string;
  city: string;
  givenAt: number;
  rating: "helpful" | "unhelpful";
  comment?: string;
}

/**
 * Cosines of one model are not those of another: what is unrelated may lie at 0.1 or at 0.75. So that weights and
 * confidence mean the same with every model, similarities are measured on a scale of the corpus itself.
 */
export interface SimilarityScale {
  /** Median cosine of a published question and a passage of another document: 0 on the scale. */
  unrelated: number;
  /** Median cosine of a published question and the nearest passage of its own document: 1 on the scale. */
  own: number;
}
