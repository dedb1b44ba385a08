import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openCorpusEmbeddings, trainCorpusEmbeddings } from "../../server/retrieval/corpus-embeddings.ts";
import { createThesaurus, parseThesaurus } from "../../server/retrieval/thesaurus.ts";
import { words } from "./documents.ts";

const texts = [
  "ごみ 収集 曜日",
  "ごみ 袋 値段",
  "粗大 ごみ 収集 手数料",
  "袋 値段 店",
  "保育 入所 申請",
  "保育 料金 階層",
  "保育 入所 選考",
  "申請 選考 階層",
  "水道 開始 連絡",
  "水道 料金 連絡",
];
const groups = parseThesaurus("がらくた = ごみ\nごみ 収集 = 袋");
const thesaurus = createThesaurus(groups, words);
const trained = trainCorpusEmbeddings(texts, words, groups);

const cosine = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const isZero = (vector: number[]) => vector.every((value) => value === 0);

describe("vectors trained on the corpus", () => {
  const embeddings = openCorpusEmbeddings(trained, words, thesaurus);

  test("lie nearer to texts on the same subject than to others", async () => {
    const [garbage, nursery] = await embeddings.embedDocuments(["ごみ 収集", "保育 入所"]);
    const question = await embeddings.embedQuery("袋");
    expect(cosine(question, garbage!)).toBeGreaterThan(cosine(question, nursery!) + 0.1);
  });

  test("have length one", async () => {
    for (const vector of await embeddings.embedDocuments(texts)) expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
  });

  test("are zero for words that the corpus does not have, for single mentions, and for nothing", async () => {
    for (const text of ["株価 為替", "曜日", "", " "]) {
      expect(isZero(await embeddings.embedQuery(text))).toBe(true);
      expect(isZero((await embeddings.embedDocuments([text]))[0]!)).toBe(true);
    }
  });

  test("of an everyday word are those of what the thesaurus puts for it", async () => {
    const plain = openCorpusEmbeddings(trained, words);
    expect(isZero(await plain.embedQuery("がらくた"))).toBe(true);
    const widened = await embeddings.embedQuery("がらくた");
    expect(cosine(widened, await plain.embedQuery("ごみ"))).toBeCloseTo(1, 6);
  });

  test("do not depend on the order of the words", async () => {
    const [one, other] = await embeddings.embedDocuments(["ごみ 袋 値段", "値段 袋 ごみ"]);
    expect(cosine(one!, other!)).toBeCloseTo(1, 6);
  });
});

describe("the bytes of a model", () => {
  test("are the same every time it is trained", () => {
    expect(trainCorpusEmbeddings(texts, words, groups)).toEqual(trained);
  });

  test("give the same vectors wherever in a larger buffer they come to lie", async () => {
    const expected = await openCorpusEmbeddings(trained, words).embedDocuments(texts);
    for (const offset of [1, 2, 3, 4]) {
      const larger = new Uint8Array(trained.length + 8);
      larger.set(trained, offset);
      const moved = openCorpusEmbeddings(larger.subarray(offset, offset + trained.length), words);
      expect(await moved.embedDocuments(texts)).toEqual(expected);
    }
  });

  test("give vectors that they cannot change afterwards", async () => {
    const copy = trained.slice();
    const embeddings = openCorpusEmbeddings(copy, words);
    const before = await embeddings.embedQuery("ごみ");
    copy.fill(0);
    expect(await embeddings.embedQuery("ごみ")).toEqual(before);
  });

  test("survive storage for any corpus", async () => {
    const text = fc
      .array(fc.constantFrom("ご", "水", "a", "😀", "保育", "税"), { maxLength: 6 })
      .map((all) => all.join(" "));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 12 }), async (corpus) => {
        const embeddings = openCorpusEmbeddings(trainCorpusEmbeddings(corpus, words), words);
        for (const vector of await embeddings.embedDocuments([...corpus, "ほか"])) {
          const length = Math.hypot(...vector);
          expect(Math.min(length, Math.abs(length - 1))).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 50 },
    );
  });
});
