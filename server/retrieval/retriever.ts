import type { Embeddings } from "@langchain/core/embeddings";
import type { Document, RetrievedChunk, RetrievedDocument } from "../domain.ts";
import { type Confidence, estimateConfidence, noSignals, type Signals } from "./confidence.ts";
import { createHomophones } from "./homophones.ts";
import type { KanaRestorer } from "./kana.ts";
import { createKeywordSearch } from "./keyword-search.ts";
import type { Analyzer } from "./morphology/analyzer.ts";
import { createQueryReader, type Query } from "./query.ts";
import { createChunkRanker } from "./rank-chunks.ts";
import { createSpellingCorrector } from "./spelling.ts";
import type { TermExtractor } from "./terms.ts";
import type { Thesaurus } from "./thesaurus.ts";
import { createTitleMatch, type TitleMatch } from "./title-match.ts";
import { createVectorSearch } from "./vector-search.ts";

/** Finds documents, and the passages of one that answer. */
export interface Retriever {
  /** question → documents, nearest first, and how sure it is that the first one answers. */
  retrieve(question: string, options?: RetrieveOptions): Promise<Retrieval>;
  /** The passages of one document, those nearest to the question first. */
  rankChunks(question: string, document: Document): RetrievedChunk[];
  /** Whether any document has the word. */
  knows(word: string): boolean;
}

export interface RetrieveOptions {
  /** Set when the question goes on from an answered one: what it asks of the subject decides. */
  followUp?: FollowUp | undefined;
  /** Documents that may not be served, such as those past their validity. */
  isServable?: (document: Document) => boolean;
  limit?: number;
}

/** Documents that the conversation is about. */
export interface FollowUp {
  /** They answer what is asked now. */
  preferred: string[];
  /** They have been shown and do not. */
  avoided: string[];
}

export interface Retrieval {
  documents: RetrievedDocument[];
  confidence: Confidence;
  /** What the confidence was estimated from. */
  signals: Signals;
}

/** How many documents, and passages, the two searches hand to the fusion. */
const candidates = { keywords: 50, vectors: 50 };
/** Weights beside the keyword score, each for a number of 0–1; measured in docs/retrieval.md. */
const weights = { similarity: 0.25, titleShare: 0.25, facets: 0.05 };
/** In a follow-up, scores are multiplied: by up to this where the facets agree, and for documents of the conversation. */
const followUpGain = { facets: 1.5, preferred: 1.6, avoided: 0.5 };
/** Rarity of about two telling words. */
const enoughEvidence = 8;
/** An article's title names the article, not a question: its agreement tells less. */
const articleShare = 0.5;

export interface RetrieverSource {
  documents: Document[];
  extract: TermExtractor;
  thesaurus?: Thesaurus | undefined;
  restoreKana: KanaRestorer;
  analyze: Analyzer;
  embeddings?: Embeddings | undefined;
  /** Chunk id → vector. */
  vectors: Map<string, Float32Array>;
  /** Where built vector indexes are kept, without extension. */
  cache?: string | undefined;
}

/** Builds the indexes over a corpus. */
export async function createRetriever(source: RetrieverSource): Promise<Retriever> {
  const { documents, extract } = source;
  const keywords = createKeywordSearch(documents, extract);
  const { isKnown, terms } = keywords;
  const read = createQueryReader({
    ...source,
    isKnown,
    correct: createSpellingCorrector(terms()),
    homophones: createHomophones(terms(), source.analyze),
  });
  const matchTitles = createTitleMatch(documents, extract, keywords.idf);
  const rankChunks = createChunkRanker(extract, keywords.idf);
  const searchVectors = await createVectorSearch(source);
  const numberOf = new Map(documents.map(({ id }, number) => [id, number]));

  /** Adds up what each search and the document's own question say. */
  function fuse(query: Query, titles: TitleMatch, similarity: Map<number, number>): Map<number, number> {
    const scores = new Map(keywords.search(query, candidates.keywords).map(({ document, score }) => [document, score]));
    const add = (document: number, gain: number) => scores.set(document, (scores.get(document) ?? 0) + gain);
    for (const [document, cosine] of similarity) add(document, weights.similarity * cosine);
    for (const document of scores.keys()) {
      const agreement = weights.titleShare * titles.share(document) + weights.facets * titles.facets(document);
      add(document, agreement * (documents[document]!.kind === "article" ? articleShare : 1));
    }
    return scores;
  }

  function goOn(scores: Map<number, number>, titles: TitleMatch, { preferred, avoided }: FollowUp): void {
    for (const [document, score] of scores) {
      const { id } = documents[document]!;
      const gain = preferred.includes(id) ? followUpGain.preferred : avoided.includes(id) ? followUpGain.avoided : 1;
      scores.set(document, score * gain * (1 + (followUpGain.facets - 1) * titles.facets(document)));
    }
  }

  function signalsOf(
    query: Query,
    titles: TitleMatch,
    similarity: Map<number, number>,
    [first, second]: RetrievedDocument[],
  ): Signals {
    const number = first && numberOf.get(first.document.id);
    if (!first || number === undefined) return noSignals;
    const { share, evidence } = keywords.coverage(query, number);
    return {
      score: first.score,
      lead: first.score > 0 ? 1 - (second?.score ?? 0) / first.score : 0,
      coverage: share,
      evidence: evidence / (evidence + enoughEvidence),
      similarity: similarity.get(number) ?? 0,
      titleShare: titles.share(number),
    };
  }

  return {
    knows: (word) => extract(word).some(isKnown),
    rankChunks: (question, document) => rankChunks(read(question), document),
    async retrieve(question, { followUp, isServable = () => true, limit = 10 } = {}) {
      const query = read(question);
      const similarity = await searchVectors(question, candidates.vectors);
      const titles = matchTitles(query);
      const scores = fuse(query, titles, similarity);
      if (followUp) goOn(scores, titles, followUp);
      const ranked = [...scores]
        .map(([number, score]) => ({ document: documents[number]!, score }))
        .filter(({ document }) => isServable(document))
        .sort((a, b) => b.score - a.score || (a.document.id < b.document.id ? -1 : 1))
        .slice(0, limit);
      const signals = signalsOf(query, titles, similarity, ranked);
      return { documents: ranked, confidence: estimateConfidence(signals), signals };
    },
  };
}
