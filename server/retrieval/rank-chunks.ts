import type { Chunk, Document, RetrievedChunk } from "../domain.ts";
import type { Query } from "./query.ts";
import type { TermExtractor } from "./terms.ts";

/** Advantage of a passage whose heading or words answer the facet asked for. */
const facetGain = { heading: 0.6, text: 0.15 };
/** Among equals the earlier passage: answers begin with the answer. */
const positionLoss = 0.001;

/** Orders the passages of one document, those nearest to the question first. */
export type ChunkRanker = (query: Query, document: Document) => RetrievedChunk[];

/** Makes the ranker: by rarity-weighted overlap of words (0–1), and by the facets asked for. */
export function createChunkRanker(extract: TermExtractor, idf: (term: string) => number): ChunkRanker {
  const termsOfChunk = new WeakMap<Chunk, Set<string>>();
  const termsOf = (chunk: Chunk) => {
    const known = termsOfChunk.get(chunk);
    if (known) return known;
    const terms = new Set(extract(`${chunk.place ?? ""}\n${chunk.text}`));
    termsOfChunk.set(chunk, terms);
    return terms;
  };
  const worth = ([term, weight]: [string, number]) => weight * idf(term);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

  return ({ said, facets }, document) => {
    const all = sum([...said].map(worth)) || 1;
    return document.chunks
      .map((chunk, position) => {
        const overlap = sum([...said].filter(([term]) => termsOf(chunk).has(term)).map(worth)) / all;
        const facet = facets.map(({ heading, value }) => {
          if (heading.test(chunk.place ?? "")) return facetGain.heading;
          return value.test(chunk.text) ? facetGain.text : 0;
        });
        return { chunk, score: overlap + sum(facet) - position * positionLoss };
      })
      .sort((a, b) => b.score - a.score);
  };
}
