import { join } from "node:path";
import { Embeddings } from "@langchain/core/embeddings";
import { beforeAll, expect, test } from "vitest";
import { readOutOfScope, readQuestions } from "../../scripts/evaluation/questions.ts";
import { type City, openCities } from "../../server/cities.ts";
import { ingest } from "../../server/indexing/ingest.ts";
import type { NamedEmbeddings } from "../../server/models.ts";
import { openCorpusEmbeddings } from "../../server/retrieval/corpus-embeddings.ts";
import { openStorage } from "../../server/storage/open.ts";
import { loadedLanguage, misakiFolder } from "../helper.ts";

/**
 * Weights and confidence were fitted on vectors trained on the corpus. Models of other makers place everything close
 * together: here the same vectors, but no two texts with a cosine below .9.
 */
const common = 3;
const sets = join(import.meta.dirname, "../evaluation");
/** Every so many questions of the sets are enough. */
const step = 6;

class CloseTogether extends Embeddings {
  inner: Embeddings;
  constructor(inner: Embeddings) {
    super({});
    this.inner = inner;
  }
  async embedQuery(text: string): Promise<number[]> {
    return [...(await this.inner.embedQuery(text)), common];
  }
  async embedDocuments(texts: string[]): Promise<number[][]> {
    return (await this.inner.embedDocuments(texts)).map((vector) => [...vector, common]);
  }
}

let model: NamedEmbeddings;
let questions: string[];
let expected: number[];

beforeAll(async () => {
  const language = await loadedLanguage();
  const { corpus } = await openStorage({ databasePath: ":memory:" });
  const { city } = await ingest({ folder: misakiFolder, corpus, language });
  const { data } = (await corpus.state(city))!.embedder;
  model = {
    name: "close-together",
    embeddings: new CloseTogether(openCorpusEmbeddings(data!, language.extract, language.thesaurus)),
  };
  const answerable = await readQuestions([join(sets, "misaki-procedures.jsonl")]);
  const outOfScope = await readOutOfScope([join(sets, "misaki-procedures.unanswerable.jsonl")]);
  questions = [...answerable, ...outOfScope].map(({ query }) => query).filter((_, i) => i % step === 0);
  expected = await confidences((await openCities({ corpus, language })).get(city)!);
});

async function confidences({ retriever }: City): Promise<number[]> {
  const found: number[] = [];
  for (const question of questions) found.push((await retriever.retrieve(question)).confidence.first);
  return found;
}

/** The city with the model's vectors, its similarities on the scale measured at ingest, or as they come. */
async function withModel(scaled: boolean): Promise<City> {
  const language = await loadedLanguage();
  const { corpus } = await openStorage({ databasePath: ":memory:" });
  const { city } = await ingest({ folder: misakiFolder, corpus, language, model });
  const state = (await corpus.state(city))!;
  if (!scaled) {
    const unchanged = { put: [], remove: [], embeddings: new Map(), replaceEmbeddings: false };
    await corpus.apply(city, { ...state, ...unchanged, embedder: { name: model.name } });
  }
  return (await openCities({ corpus, language, model })).get(city)!;
}

const largestDifference = (some: number[]) => Math.max(...some.map((value, i) => Math.abs(value - expected[i]!)));

test("the confidence means the same with a model whose similarities lie otherwise", async () => {
  expect(questions.length).toBeGreaterThan(30);
  expect(largestDifference(await confidences(await withModel(true)))).toBeLessThan(0.01);
});

test("taken as they come, such similarities would mean something else", async () => {
  expect(largestDifference(await confidences(await withModel(false)))).toBeGreaterThan(0.05);
});
