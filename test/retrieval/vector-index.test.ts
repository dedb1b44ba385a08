import { mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildVectorIndex, type VectorIndex } from "../../server/retrieval/vector-index.ts";
import { temporaryFolder } from "../helper.ts";

const dimensions = 32;

/** The same numbers in every run. */
function randomVectors(count: number, seed: number): Float32Array[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  return Array.from({ length: count }, () => Float32Array.from({ length: dimensions }, next));
}

const vectors = randomVectors(1500, 1);
const questions = randomVectors(200, 2).map((vector) => [...vector]);

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    squaresA += a[i]! ** 2;
    squaresB += b[i]! ** 2;
  }
  return dot / Math.sqrt(squaresA * squaresB);
}

/** Positions by similarity, nearest first, from comparing with every vector. */
const byComparing = (question: number[]) =>
  vectors
    .map((vector, position) => ({ position, similarity: cosine(question, vector) }))
    .sort((a, b) => b.similarity - a.similarity);

describe("the nearest neighbours", () => {
  test("are in 95 of 100 questions or more led by the one that comparing with every vector finds", async () => {
    const index = (await buildVectorIndex(vectors))!;
    const right = questions.filter(
      (question) => index.search(question, 10)[0]?.position === byComparing(question)[0]!.position,
    );
    expect(right.length / questions.length).toBeGreaterThanOrEqual(0.95);
  });

  test("come nearest first, each once, with their cosine similarity", async () => {
    const index = (await buildVectorIndex(vectors))!;
    for (const question of questions.slice(0, 20)) {
      const found = index.search(question, 10);
      expect(new Set(found.map(({ position }) => position)).size).toBe(10);
      for (const { position, similarity } of found)
        expect(similarity).toBeCloseTo(cosine(question, vectors[position]!), 4);
      const similarities = found.map(({ similarity }) => similarity);
      expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    }
  });

  test("are the vector itself for each vector of the index, whatever its length", async () => {
    const few = vectors.slice(0, 50);
    const index = (await buildVectorIndex(few))!;
    for (const [position, vector] of few.entries()) {
      const [first] = index.search([...vector.map((value) => value * 7)], 1);
      expect(first).toEqual({ position, similarity: expect.closeTo(1, 4) });
    }
  });

  test("are no more than there are", async () => {
    const index = (await buildVectorIndex(vectors.slice(0, 3)))!;
    expect(index.search(questions[0]!, 50)).toHaveLength(3);
  });
});

describe("what cannot be compared", () => {
  test("is left out, and the rest keep their positions", async () => {
    const [a, b] = [vectors[0]!, vectors[1]!];
    const index = (await buildVectorIndex([undefined, a, new Float32Array(dimensions), b]))!;
    const positions = index.search([...b], 9).map(({ position }) => position);
    expect(positions).toEqual([3, 1]);
  });

  test("makes no index when nothing is left", async () => {
    expect(await buildVectorIndex([])).toBeUndefined();
    expect(await buildVectorIndex([undefined, new Float32Array(dimensions)])).toBeUndefined();
  });

  test("finds nothing: a question without a known word, or of another model", async () => {
    const index = (await buildVectorIndex(vectors.slice(0, 10)))!;
    expect(index.search(Array(dimensions).fill(0), 5)).toEqual([]);
    expect(index.search([1, 2, 3], 5)).toEqual([]);
  });
});

describe("the cache on disk", () => {
  const few = vectors.slice(0, 200);
  const answersOf = (index: VectorIndex | undefined) => questions.map((question) => index!.search(question, 5));

  async function cachedIndex() {
    const folder = await temporaryFolder();
    const cache = join(folder, "new", "misaki");
    const built = await buildVectorIndex(few, cache);
    const [name] = await readdir(join(folder, "new"));
    return { folder: join(folder, "new"), cache, file: join(folder, "new", name!), answers: answersOf(built) };
  }

  test("is one file named after the city, in a folder made for it", async () => {
    const { folder } = await cachedIndex();
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^misaki-[\w-]+\.hnsw$/)]);
  });

  test("gives the answers of the index that was built, and is not written again", async () => {
    const { cache, file, answers } = await cachedIndex();
    const longAgo = new Date(0);
    await utimes(file, longAgo, longAgo);
    expect(answersOf(await buildVectorIndex(few, cache))).toEqual(answers);
    expect((await stat(file)).mtime).toEqual(longAgo);
  });

  test.each<[string, (file: string) => Promise<void>]>([
    ["is empty", (file) => truncate(file, 0)],
    ["breaks off in the header", (file) => truncate(file, 20)],
    ["breaks off in the middle", async (file) => truncate(file, Math.floor((await stat(file)).size / 2))],
    ["lacks its last byte", async (file) => truncate(file, (await stat(file)).size - 1)],
    ["is something else", (file) => writeFile(file, "これは索引ではありません。".repeat(100))],
    ["is overwritten with zeros", async (file) => writeFile(file, new Uint8Array((await stat(file)).size))],
  ])("is built anew when the file %s", async (_what, damage) => {
    const { cache, file, answers } = await cachedIndex();
    const whole = await readFile(file);
    await damage(file);
    expect(answersOf(await buildVectorIndex(few, cache))).toEqual(answers);
    expect((await readFile(file)).equals(whole)).toBe(true);
  });

  test("of another corpus is not used, and goes", async () => {
    const { folder, cache, file } = await cachedIndex();
    const others = vectors.slice(200, 400);
    const index = (await buildVectorIndex(others, cache))!;
    for (const [position, vector] of others.entries())
      expect(index.search([...vector], 1)[0]).toEqual({ position, similarity: expect.closeTo(1, 4) });
    const names = await readdir(folder);
    expect(names).toHaveLength(1);
    expect(join(folder, names[0]!)).not.toBe(file);
  });

  test("of a corpus that differs only in which passages have no vector is not used", async () => {
    const { cache } = await cachedIndex();
    const index = (await buildVectorIndex([undefined, ...few], cache))!;
    expect(index.search([...few[0]!], 1)[0]?.position).toBe(1);
  });

  test("of another city stays", async () => {
    const { folder, file } = await cachedIndex();
    await buildVectorIndex(vectors.slice(200, 300), join(folder, "kosato"));
    expect(await readdir(folder)).toHaveLength(2);
    expect((await stat(file)).size).toBeGreaterThan(0);
  });

  test("is done without where it cannot be written", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "file"), "");
    const index = await buildVectorIndex(few, join(folder, "file", "misaki"));
    expect(index!.search([...few[3]!], 1)[0]?.position).toBe(3);
  });

  test("is built anew when a folder stands in its place", async () => {
    const { cache, file, answers, folder } = await cachedIndex();
    await rm(file);
    await mkdir(file);
    expect(answersOf(await buildVectorIndex(few, cache))).toEqual(answers);
    expect(await readdir(folder)).toContain(file.slice(folder.length + 1));
  });
});
