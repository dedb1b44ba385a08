import type { Embeddings } from "@langchain/core/embeddings";
import type { Chunk, Document } from "../domain.ts";
import type { NamedEmbeddings } from "../models.ts";
import { openCorpusEmbeddings, trainCorpusEmbeddings } from "../retrieval/corpus-embeddings.ts";
import { fewestSamples, measureScale, plainScale } from "../retrieval/similarity-scale.ts";
import type { TermExtractor } from "../retrieval/terms.ts";
import type { Thesaurus } from "../retrieval/thesaurus.ts";
import type { CorpusState, Embedder } from "../storage/ports.ts";

/** Name of the embeddings that are trained on the corpus; the number changes when their making changes. */
export const corpusTrained = "corpus:lsa-3";
/** Share of new and changed passages from which the model trained on the corpus is trained anew. */
const retrainShare = 0.1;
const batchSize = 256;
/** Published questions on which similarities are measured: one request to an endpoint. */
const scaleSamples = 200;

interface Changes {
  documents: Document[];
  changed: Document[];
  stored: Map<string, Document>;
  state: CorpusState | undefined;
  extract: TermExtractor;
  thesaurus: Thesaurus;
  model?: NamedEmbeddings | undefined;
  full: boolean;
  onProgress?: (done: number, total: number) => void;
}

interface EmbeddingPlan {
  embedder: Embedder;
  embeddings: Map<string, Float32Array>;
  replaceEmbeddings: boolean;
}

/** Embeds the passages whose digest is new; all of them when the model changed or is trained anew. */
export async function embedChanges(changes: Changes): Promise<EmbeddingPlan> {
  const { documents, changed, stored, state, extract, thesaurus, model, full, onProgress } = changes;
  const name = model?.name ?? corpusTrained;
  const modelChanged = full || state?.embedder.name !== name || !state.embedder.scale;
  const fresh = changed.flatMap((document) => {
    const digests = new Set(stored.get(document.id)?.chunks.map(({ id, digest }) => `${id} ${digest}`));
    return document.chunks
      .filter(({ id, digest }) => !digests.has(`${id} ${digest}`))
      .map((chunk) => ({ document, chunk }));
  });
  const all = () => documents.flatMap((document) => document.chunks.map((chunk) => ({ document, chunk })));
  const total = documents.reduce((sum, { chunks }) => sum + chunks.length, 0);
  if (model) {
    const embeddings = await embedAll(model.embeddings, modelChanged ? all() : fresh, onProgress);
    const scale = modelChanged ? await scaleOf(model.embeddings, documents, embeddings) : state.embedder.scale!;
    return { embedder: { name, scale }, embeddings, replaceEmbeddings: modelChanged };
  }
  const retrain = modelChanged || !state?.embedder.data || fresh.length > total * retrainShare;
  const work = retrain ? all() : fresh;
  const data =
    (!retrain && state?.embedder.data) ||
    trainCorpusEmbeddings(
      work.map(({ document, chunk }) => embeddedText(document, chunk)),
      extract,
      thesaurus.groups,
    );
  const trained = openCorpusEmbeddings(data, extract, thesaurus);
  const embeddings = await embedAll(trained, work, onProgress);
  const scale = retrain ? await scaleOf(trained, documents, embeddings) : state!.embedder.scale!;
  return { embedder: { name, data, scale }, embeddings, replaceEmbeddings: retrain };
}

/** Measures what the model's similarities mean, on an even selection of the published questions. */
async function scaleOf(model: Embeddings, documents: Document[], vectors: Map<string, Float32Array>) {
  const questions = documents.filter(({ kind }) => kind === "faq");
  const step = Math.max(1, Math.floor(questions.length / scaleSamples));
  const chosen = questions.filter((_, i) => i % step === 0).slice(0, scaleSamples);
  if (chosen.length < fewestSamples) return plainScale;
  const asked = await model.embedDocuments(chosen.map(({ title }) => title));
  return measureScale(
    chosen.map(({ chunks }, i) => ({
      question: asked[i]!,
      passages: chunks.flatMap(({ id }) => vectors.get(id) ?? []),
    })),
  );
}

async function embedAll(
  embeddings: Embeddings,
  work: { document: Document; chunk: Chunk }[],
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Map<string, Float32Array>> {
  const vectors = new Map<string, Float32Array>();
  for (let from = 0; from < work.length; from += batchSize) {
    const batch = work.slice(from, from + batchSize);
    const embedded = await embeddings.embedDocuments(batch.map(({ document, chunk }) => embeddedText(document, chunk)));
    batch.forEach(({ chunk }, i) => {
      vectors.set(chunk.id, Float32Array.from(embedded[i]!));
    });
    onProgress(vectors.size, work.length);
  }
  return vectors;
}

/** What is embedded of a chunk: it is understood by its title and heading as much as by its own words. */
function embeddedText(document: Document, chunk: Chunk): string {
  return [document.title, ...document.aliases, chunk.place, chunk.text].filter(Boolean).join("\n");
}
