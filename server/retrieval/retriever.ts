import type { Embeddings } from "@langchain/core/embeddings";
import type { Document, RetrievedChunk, RetrievedDocument, SimilarityScale } from "../domain.ts";
import { type Confidence, estimateConfidence, noSignals, type Signals } from "./confidence.ts";
import { createHomophones } from "./homophones.ts";
import type { KanaRestorer } from "./kana.ts";
import { createKeywordSearch } from "./keyword-search.ts";
import { type FollowUp, goOn, type Match, signalsOf } from "./match.ts";
import type { Analyzer } from "./morphology/analyzer.ts";
import { normalize } from "./normalize.ts";
import { createQueryReader } from "./query.ts";
import { createChunkRanker } from "./rank-chunks.ts";
import { type RankingWeights, rankingWeights } from "./ranking-weights.ts";
import { remember } from "./remember.ts";
import { createSpellingCorrector } from "./spelling.ts";
import type { TermExtractor } from "./terms.ts";
import type { Thesaurus } from "./thesaurus.ts";
import { createTitleMatch } from "./title-match.ts";
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

export interface Retrieval {
  documents: RetrievedDocument[];
  confidence: Confidence;
  /** What the confidence was estimated from. */
  signals: Signals;
}

/** Of a question that nothing published can answer. */
export const foundNothing: Retrieval = { documents: [], confidence: { first: 0, shortlist: 0 }, signals: noSignals };

/** How many documents, and passages, the two searches hand to the fusion. */
const candidates = { keywords: 40, vectors: 20 };
/** Residents ask the same things; what was found is kept as long as the corpus, and this retriever with it. */
const rememberedQuestions = 500;
/** A published question, asked word for word, as the buttons of a choice do, is answered by its own entry. */
const exactGain = 3;
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
  scale?: SimilarityScale | undefined;
  /** Where built vector indexes are kept, without extension. */
  cache?: string | undefined;
  /** Others than the product's, to measure what they are worth. */
  weights?: RankingWeights;
}

/** Builds the indexes over a corpus. */
export async function createRetriever(source: RetrieverSource): Promise<Retriever> {
  const { documents, extract, weights = rankingWeights } = source;
  const keywords = createKeywordSearch(documents, extract, weights);
  const { isKnown, terms } = keywords;
  const read = remember(
    createQueryReader({
      ...source,
      isKnown,
      correct: createSpellingCorrector(terms()),
      homophones: createHomophones(terms(), source.analyze),
    }),
    rememberedQuestions,
  );
  const matchTitles = createTitleMatch(documents, extract, keywords.idf);
  const rankChunks = createChunkRanker(extract, keywords.idf);
  const searchVectors = await createVectorSearch(source, candidates.vectors);
  const numberOfTitle = new Map(documents.map(({ title }, number) => [normalize(title), number]));

  /** Adds up what each search and the document's own question say, before anything of the day or the conversation. */
  async function find(question: string): Promise<Match[]> {
    const query = read(question);
    const titles = matchTitles(query);
    const { nearest, similarity } = await searchVectors(query.text);
    const hits = new Map(keywords.search(query, candidates.keywords).map((hit) => [hit.document, hit]));
    // With few words, what is asked of the subject tells entries apart; in a long story the words do.
    const facetWeight = weights.facets * (1 + 2 / Math.max(1, query.terms.size));
    const exact = numberOfTitle.get(normalize(question));
    const numbers = new Set([...hits.keys(), ...nearest, ...(exact === undefined ? [] : [exact])]);
    return Array.from(numbers, (document) => {
      const hit = hits.get(document);
      const parts = {
        coverage: hit?.coverage,
        similarity: similarity(document),
        titleShare: titles.share(document),
        facets: titles.facets(document),
      };
      const agreement = weights.titleShare * parts.titleShare + facetWeight * parts.facets;
      const share = documents[document]!.kind === "article" ? articleShare : 1;
      const score =
        (hit?.score ?? 0) +
        weights.similarity * parts.similarity +
        share * agreement +
        (document === exact ? exactGain : 0);
      return { document, score, ...parts };
    });
  }

  const findOnce = remember(find, rememberedQuestions);

  return {
    knows: (word) => extract(word).some(isKnown),
    rankChunks: (question, document) => rankChunks(read(question), document),
    async retrieve(question, { followUp, isServable = () => true, limit = 10 } = {}) {
      const matches = await findOnce(question);
      const ranked = (followUp ? goOn(matches, followUp, documents) : matches)
        .filter(({ document }) => isServable(documents[document]!))
        .sort((a, b) => b.score - a.score || a.document - b.document)
        .slice(0, limit);
      const signals = signalsOf(ranked);
      return {
        documents: ranked.map(({ document, score }) => ({ document: documents[document]!, score })),
        confidence: estimateConfidence(signals),
        signals,
      };
    },
  };
}
