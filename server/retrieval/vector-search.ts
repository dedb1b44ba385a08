import type { RetrieverSource } from "./retriever.ts";
import { onScale, plainScale } from "./similarity-scale.ts";
import { buildVectorIndex } from "./vector-index.ts";

/** Searches passages by meaning. */
export type VectorSearch = (question: string) => Promise<Nearness>;

/** How near documents are to one question. */
export interface Nearness {
  /** Numbers of the documents with the nearest passages. */
  nearest: Set<number>;
  /** Similarity of a document's nearest passage, about 0–1 whatever the model; 0 where nothing is known. */
  similarity(document: number): number;
}

const nothing: Nearness = { nearest: new Set(), similarity: () => 0 };

/**
 * Makes the search, which gives the documents of the `limit` nearest passages. Without vectors, or when the
 * embeddings endpoint fails, it finds nothing: keywords stand alone.
 */
export async function createVectorSearch(source: RetrieverSource, limit: number): Promise<VectorSearch> {
  const { documents, embeddings, vectors, cache, scale = plainScale } = source;
  const documentOf: number[] = [];
  const passages = documents.map(({ chunks }, document) => chunks.map(() => documentOf.push(document) - 1));
  const index = await buildVectorIndex(
    documents.flatMap(({ chunks }) => chunks.map(({ id }) => vectors.get(id))),
    cache,
  );
  if (!index || !embeddings) return async () => nothing;
  return async (question) => {
    const vector = await embeddings.embedQuery(question).catch(() => undefined);
    if (!vector) return nothing;
    const cosine = index.compare(vector);
    return {
      nearest: new Set(index.search(vector, limit).map(({ position }) => documentOf[position]!)),
      similarity(document) {
        let best = 0;
        for (const position of passages[document]!) best = Math.max(best, cosine(position));
        return onScale(best, scale);
      },
    };
  };
}
