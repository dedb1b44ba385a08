import type { Chunk, Document } from "../../server/domain.ts";

/** A passage without heading, or its heading and its words. */
export type Passage = string | [place: string, text: string];

/** A published entry; its id is its title unless one is given. */
export function documentOf(
  title: string,
  { passages = [], ...given }: Partial<Omit<Document, "chunks">> & { passages?: Passage[] } = {},
): Document {
  const id = given.id ?? title;
  return {
    id,
    kind: "faq",
    title,
    aliases: [],
    url: `/${id}.html`,
    updatedAt: "2026-04-01",
    related: [],
    file: `faq/${id}.md`,
    chunks: passages.map((passage, number) => chunkOf(id, number, passage)),
    ...given,
  };
}

function chunkOf(documentId: string, number: number, passage: Passage): Chunk {
  const [place, text] = typeof passage === "string" ? [undefined, passage] : passage;
  const id = `${documentId}#${number}`;
  return { id, documentId, ...(place !== undefined && { place }), text, digest: `${place} ${text}` };
}

/** Words parted by spaces: a term extractor for tests that are not about Japanese. */
export const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);
