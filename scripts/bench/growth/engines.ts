import { create, insertMultiple, search } from "@orama/orama";
import { createTokenizer } from "@orama/tokenizers/japanese";
import MiniSearch from "minisearch";
import type { Document } from "../../../server/domain.ts";
import type { Language } from "../../../server/language.ts";
import { openCorpusEmbeddings } from "../../../server/retrieval/corpus-embeddings.ts";
import { createRetriever } from "../../../server/retrieval/retriever.ts";

/** What an engine is built from. */
export interface Material {
  documents: Document[];
  language: Language;
  /** Embeddings trained on the real corpus, as stored. */
  model: Uint8Array;
}

/** A built index: question → how many of the ten documents wanted were found. */
export type Ask = (question: string) => Promise<number>;

/** What was built, and how long its parts took, where there are parts. */
export interface Built {
  ask: Ask;
  parts?: Record<string, number>;
}

const wanted = 10;
const batchSize = 500;

/** The engines by name. The others get titles with all ways of asking, and the text with its heading. */
export const engines = {
  Madoguchi: (material: Material) => buildRetriever(material, new Map()),

  "Madoguchi + vectors": async (material: Material): Promise<Built> => {
    const startedAt = performance.now();
    const vectors = await embed(material);
    const embeddedAt = performance.now();
    const { ask } = await buildRetriever(material, vectors);
    const seconds = { embedding: (embeddedAt - startedAt) / 1000, indexes: (performance.now() - embeddedAt) / 1000 };
    return { ask, parts: seconds };
  },

  MiniSearch: async ({ documents, language }: Material): Promise<Built> => {
    const index = new MiniSearch({
      fields: ["title", "body"],
      tokenize: language.extract,
      processTerm: (term) => term,
      searchOptions: { boost: { title: 3 } },
    });
    index.addAll(documents.map(toFields));
    return { ask: async (question) => index.search(question).slice(0, wanted).length };
  },

  Orama: async ({ documents }: Material): Promise<Built> => {
    const index = create({
      schema: { title: "string", body: "string" },
      components: { tokenizer: createTokenizer({ language: "japanese", stemming: false }) },
    });
    await insertMultiple(index, documents.map(toFields), batchSize);
    const options = { properties: ["title" as const, "body" as const], boost: { title: 3 }, limit: wanted };
    return { ask: async (term) => (await search(index, { term, ...options })).hits.length };
  },
};

export type EngineName = keyof typeof engines;

async function buildRetriever(
  { documents, language, model }: Material,
  vectors: Map<string, Float32Array>,
): Promise<Built> {
  const embeddings = vectors.size > 0 ? openCorpusEmbeddings(model, language.extract, language.thesaurus) : undefined;
  const retriever = await createRetriever({ ...language, documents, embeddings, vectors });
  return { ask: async (question) => (await retriever.retrieve(question, { limit: wanted })).documents.length };
}

async function embed({ documents, language, model }: Material): Promise<Map<string, Float32Array>> {
  const embeddings = openCorpusEmbeddings(model, language.extract, language.thesaurus);
  const vectors = new Map<string, Float32Array>();
  for (let from = 0; from < documents.length; from += batchSize) {
    const batch = documents.slice(from, from + batchSize);
    const embedded = await embeddings.embedDocuments(batch.map((one) => Object.values(toFields(one)).join("\n")));
    batch.forEach(({ chunks }, i) => {
      vectors.set(chunks[0]!.id, Float32Array.from(embedded[i]!));
    });
  }
  return vectors;
}

function toFields({ id, title, aliases, chunks }: Document): { id: string; title: string; body: string } {
  const body = chunks.flatMap(({ place, text }) => [place, text]).filter(Boolean);
  return { id, title: [title, ...aliases].join("\n"), body: body.join("\n") };
}
