import type { Embeddings } from "@langchain/core/embeddings";
import type { Chunk, Document, RetrievedChunk, RetrievedDocument } from "../domain.ts";
import { type Confidence, estimateConfidence, type Signals } from "./confidence.ts";
import { facetsOf } from "./facets.ts";
import { createKeywordSearch } from "./keyword-search.ts";
import type { TermExtractor } from "./terms.ts";
import type { Thesaurus } from "./thesaurus.ts";
import { createTitleMatch } from "./title-match.ts";
import { buildVectorIndex } from "./vector-index.ts";

/** Finds documents, and the passages of one that answer. */
export interface Retriever {
  /** question → documents, nearest first, and how sure it is that the first one answers. */
  retrieve(question: string, options?: RetrieveOptions): Promise<Retrieval>;
  /** The passages of one document, those nearest to the question first. */
  rankChunks(question: string, document: Document): RetrievedChunk[];
}

export interface RetrieveOptions {
  /** Documents the conversation is about: they come first among equals. */
  preferred?: string[];
  /** Documents that may not be served, such as those past their validity. */
  isServable?: (document: Document) => boolean;
  limit?: number;
}

export interface Retrieval {
  documents: RetrievedDocument[];
  confidence: Confidence;
  /** What the confidence was estimated from. */
  signals: Signals;
}

/** How many candidates each of the two searches hands to the fusion. */
const candidates = 50;
/** Weight of cosine similarity beside the keyword score (0–1 each). */
const vectorWeight = 0.25;
/** Weight of the share of a document's own question that was asked for (0–1). */
const titleMatchWeight = 0.25;
/** Advantage of a document whose question asks for the same facets (how much, until when …). */
const facetWeight = 0.05;
/** Relations of the thesaurus at least this strong count as the resident's own words. */
const sayingWeight = 0.5;
/** Advantage of the documents that a follow-up is about. */
const preferredGain = 0.25;
/** Advantage of a passage whose heading or words answer the facet asked for. */
const facetGain = { heading: 0.6, text: 0.15 };

export interface RetrieverSource {
  documents: Document[];
  extract: TermExtractor;
  thesaurus?: Thesaurus | undefined;
  embeddings?: Embeddings | undefined;
  /** Chunk id → vector. */
  vectors: Map<string, Float32Array>;
  /** Where built vector indexes are kept, without extension. */
  cache?: string | undefined;
}

/** Builds the indexes over a corpus; a failing embeddings endpoint leaves keywords alone at work. */
export async function createRetriever({
  documents,
  extract,
  thesaurus,
  embeddings,
  vectors,
  cache,
}: RetrieverSource): Promise<Retriever> {
  const keywords = createKeywordSearch(documents, extract, thesaurus);
  const numberOf = new Map(documents.map(({ id }, number) => [id, number]));
  const titleMatch = createTitleMatch(documents, extract, keywords.morphemes.idf);
  const facetNames = documents.map(
    ({ title, aliases }) => new Set([title, ...aliases].flatMap(facetsOf).map(({ name }) => name)),
  );
  const chunks = documents.flatMap((document) => document.chunks);
  const vectorIndex = await buildVectorIndex(
    chunks.map(({ id }) => vectors.get(id)),
    cache,
  );
  const chunkTerms = new WeakMap<Chunk, Set<string>>();
  const termsOf = (chunk: Chunk): Set<string> => {
    let terms = chunkTerms.get(chunk);
    if (!terms) {
      terms = new Set(extract(`${chunk.place ?? ""}\n${chunk.text}`));
      chunkTerms.set(chunk, terms);
    }
    return terms;
  };

  /** Document number → best cosine similarity of its chunks. */
  async function searchVectors(question: string): Promise<Map<number, number>> {
    const nearest = new Map<number, number>();
    if (!vectorIndex || !embeddings) return nearest;
    const vector = await embeddings.embedQuery(question).catch(() => undefined);
    for (const { position, similarity } of vector ? vectorIndex.search(vector, candidates) : []) {
      const document = numberOf.get(chunks[position]!.documentId)!;
      nearest.set(document, Math.max(nearest.get(document) ?? 0, similarity));
    }
    return nearest;
  }

  function rankChunks(question: string, document: Document): RetrievedChunk[] {
    const asked = facetsOf(question);
    const query = queryTerms(question);
    const total = sum([...query].map(([term, weight]) => weight * keywords.morphemes.idf(term))) || 1;
    return document.chunks
      .map((chunk, position) => {
        const found = [...query].filter(([term]) => termsOf(chunk).has(term));
        const overlap = sum(found.map(([term, weight]) => weight * keywords.morphemes.idf(term))) / total;
        const facet = sum(
          asked.map(({ answered }) =>
            answered.test(chunk.place ?? "") ? facetGain.heading : answered.test(chunk.text) ? facetGain.text : 0,
          ),
        );
        // Among equals the earlier passage: answers begin with the answer.
        return { chunk, score: overlap + facet - position * 0.001 };
      })
      .sort((a, b) => b.score - a.score);
  }

  /** The words of a question, and what the thesaurus adds to them, with weights. */
  function queryTerms(question: string): Map<string, number> {
    const terms = extract(question);
    const weights = new Map<string, number>();
    for (const { targets } of thesaurus?.match(terms) ?? [])
      for (const target of targets)
        for (const term of target.terms) weights.set(term, Math.max(weights.get(term) ?? 0, target.weight));
    for (const term of terms) weights.set(term, 1);
    return weights;
  }

  /** Adds to each candidate how well its own question agrees with the resident's. */
  function addTitles(question: string, scores: Map<number, number>): void {
    const said = new Map([...queryTerms(question)].filter(([, weight]) => weight >= sayingWeight));
    const asked = facetsOf(question).map(({ name }) => name);
    for (const [number, score] of scores) {
      const shared = asked.filter((name) => facetNames[number]!.has(name)).length / (asked.length || 1);
      const kind = documents[number]!.kind === "article" ? 0.5 : 1;
      scores.set(number, score + kind * (titleMatchWeight * titleMatch(said, number) + facetWeight * shared));
    }
  }

  function signalsOf(question: string, ranked: RetrievedDocument[], similarity: Map<number, number>): Signals {
    const [first, second] = ranked;
    if (!first) return { score: 0, lead: 0, coverage: 0, similarity: 0 };
    const number = numberOf.get(first.document.id)!;
    return {
      score: first.score,
      lead: 1 - (second?.score ?? 0) / first.score,
      coverage: keywords.coverage(question, number),
      similarity: similarity.get(number) ?? 0,
    };
  }

  return {
    rankChunks,
    async retrieve(question, { preferred = [], isServable = () => true, limit = 10 } = {}) {
      const similarity = await searchVectors(question);
      const scores = new Map<number, number>();
      for (const { document, score } of keywords.search(question, candidates)) scores.set(document, score);
      for (const [document, cosine] of similarity)
        scores.set(document, (scores.get(document) ?? 0) + vectorWeight * cosine);
      addTitles(question, scores);
      for (const id of preferred) {
        const number = numberOf.get(id);
        if (number !== undefined) scores.set(number, (scores.get(number) ?? 0) + preferredGain);
      }
      const ranked = [...scores]
        .map(([number, score]) => ({ document: documents[number]!, score }))
        .filter(({ document }) => isServable(document))
        .sort((a, b) => b.score - a.score || (a.document.id < b.document.id ? -1 : 1))
        .slice(0, limit);
      const signals = signalsOf(question, ranked, similarity);
      return { documents: ranked, confidence: estimateConfidence(signals), signals };
    },
  };
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
