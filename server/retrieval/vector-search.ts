import type { RetrieverSource } from "./retriever.ts";
import { buildVectorIndex } from "./vector-index.ts";

/** question → document number → cosine similarity of its nearest passage. */
export type VectorSearch = (question: string, limit: number) => Promise<Map<number, number>>;

/**
 * Searches passages by meaning. Without vectors, or when the embeddings endpoint fails,
 * it finds nothing: keywords stand alone.
 */
export async function createVectorSearch({
  documents,
  embeddings,
  vectors,
  cache,
}: RetrieverSource): Promise<VectorSearch> {
  const chunks = documents.flatMap((document, number) => document.chunks.map(({ id }) => ({ id, number })));
  const index = await buildVectorIndex(
    chunks.map(({ id }) => vectors.get(id)),
    cache,
  );
  return async (question, limit) => {
    const nearest = new Map<number, number>();
    if (!index || !embeddings) return nearest;
    const vector = await embeddings.embedQuery(question).catch(() => undefined);
    for (const { position, similarity } of vector ? index.search(vector, limit) : []) {
      const { number } = chunks[position]!;
      nearest.set(number, Math.max(nearest.get(number) ?? 0, similarity));
    }
    return nearest;
  };
}
