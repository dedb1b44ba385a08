import { Embeddings } from "@langchain/core/embeddings";
import { beforeAll, describe, expect, test } from "vitest";
import type { Language } from "../../server/language.ts";
import type { RetrieverSource } from "../../server/retrieval/retriever.ts";
import { createRetriever } from "../../server/retrieval/retriever.ts";
import { createVectorSearch } from "../../server/retrieval/vector-search.ts";
import { loadedLanguage } from "../helper.ts";
import { documentOf } from "./documents.ts";

/** An endpoint that knows a few directions. */
class FakeEmbeddings extends Embeddings {
  asked: string[] = [];
  answer: (text: string) => Promise<number[]>;
  constructor(answer: (text: string) => Promise<number[]>) {
    super({ maxRetries: 0 });
    this.answer = answer;
  }
  embedQuery(text: string): Promise<number[]> {
    this.asked.push(text);
    return this.answer(text);
  }
  embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.all(texts.map(this.answer));
  }
}
const embeddingsOf = (vector: number[]) => new FakeEmbeddings(async () => vector);
const failing = new FakeEmbeddings(() => Promise.reject(new Error("429 Too Many Requests")));

const garbage = documentOf("粗大ごみの出し方", { passages: ["申し込みます。", "シールを貼ります。"] });
const nursery = documentOf("保育園の申し込み", { passages: ["申請書を出します。"] });
const vectors = new Map([
  ["粗大ごみの出し方#0", Float32Array.of(1, 0)],
  ["粗大ごみの出し方#1", Float32Array.of(1, 1)],
  ["保育園の申し込み#0", Float32Array.of(0, 1)],
]);

let language: Language;
let source: (changes?: Partial<RetrieverSource>) => RetrieverSource;
beforeAll(async () => {
  language = await loadedLanguage();
  source = (changes) => ({ ...language, documents: [garbage, nursery], vectors, ...changes });
});

describe("search by meaning", () => {
  const search = async (changes: Partial<RetrieverSource>, limit = 10) =>
    (await createVectorSearch(source(changes), limit))("質問");
  /** What is near, and how near either document is. */
  const found = async (changes: Partial<RetrieverSource>) => {
    const { nearest, similarity } = await search(changes);
    return [...nearest, similarity(0), similarity(1)].filter((value) => value !== 0);
  };

  test("gives each document the similarity of its nearest passage", async () => {
    const { nearest, similarity } = await search({ embeddings: embeddingsOf([1, 1]) });
    expect(nearest).toEqual(new Set([0, 1]));
    expect(similarity(0)).toBeCloseTo(1, 5);
    expect(similarity(1)).toBeCloseTo(Math.SQRT1_2, 5);
  });

  test("knows the similarity of documents beyond the nearest ones too", async () => {
    const { nearest, similarity } = await search({ embeddings: embeddingsOf([1, 0.1]) }, 1);
    expect(nearest).toEqual(new Set([0]));
    expect(similarity(1)).toBeCloseTo(0.1 / Math.hypot(1, 0.1), 5);
  });

  test("measures similarities on the scale of the model", async () => {
    const scale = { unrelated: 0.75, own: 0.95 };
    const { similarity } = await search({ embeddings: embeddingsOf([1, 1]), scale });
    expect(similarity(0)).toBeCloseTo((1 - 0.75) / 0.2, 4);
    expect(similarity(1)).toBe(0);
  });

  test("finds nothing without vectors, without embeddings, or with vectors of another length", async () => {
    for (const changes of [
      { embeddings: embeddingsOf([1, 0]), vectors: new Map() },
      { vectors },
      { embeddings: embeddingsOf([1, 0, 0]) },
      { embeddings: embeddingsOf([0, 0]) },
    ])
      expect(await found(changes)).toEqual([]);
  });

  test("does not ask an endpoint when there is nothing to compare with", async () => {
    const embeddings = embeddingsOf([1, 0]);
    await search({ embeddings, vectors: new Map() });
    expect(embeddings.asked).toEqual([]);
  });

  test("finds nothing while the endpoint fails", async () => {
    expect(await found({ embeddings: failing })).toEqual([]);
  });
});

describe("retrieval", () => {
  const question = "粗大ごみの出し方";
  const shape = ({ documents }: { documents: { document: { id: string }; score: number }[] }) =>
    documents.map(({ document, score }) => [document.id, score]);

  test("stands on keywords alone while the endpoint fails", async () => {
    const alone = await createRetriever(source({ vectors: new Map() }));
    const broken = await createRetriever(source({ embeddings: failing }));
    const found = await broken.retrieve(question);
    expect(found.documents[0]?.document).toBe(garbage);
    expect(shape(found)).toEqual(shape(await alone.retrieve(question)));
    expect(found.signals.similarity).toBe(0);
  });

  test("finds by meaning what shares no word with the question", async () => {
    const retriever = await createRetriever(source({ embeddings: embeddingsOf([0, 1]) }));
    const { documents, signals } = await retriever.retrieve("xyzzy");
    expect(documents[0]?.document).toBe(nursery);
    expect(signals.similarity).toBeCloseTo(1, 4);
  });

  test("asks an endpoint once for the same question", async () => {
    const embeddings = embeddingsOf([1, 0]);
    const retriever = await createRetriever(source({ embeddings }));
    const [first, second] = await Promise.all([retriever.retrieve(question), retriever.retrieve(question)]);
    expect(shape(second)).toEqual(shape(first));
    expect(embeddings.asked).toHaveLength(1);
  });
});
