import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildInvertedIndex, type InvertedIndex, maximumGain } from "../../server/retrieval/inverted-index.ts";

type Fields = { title: string[]; body: string[] };
const fields = {
  title: { weight: 3, lengthNormalisation: 0.5 },
  body: { weight: 1, lengthNormalisation: 0.75 },
};

const terms = fc.array(fc.constantFrom(..."abcdef"), { maxLength: 8 });
const documents = fc.array(fc.record<Fields>({ title: terms, body: terms }), { minLength: 1, maxLength: 12 });

test("a term is worth in a document what the formula of BM25F says", () => {
  fc.assert(
    fc.property(documents, fc.func(fc.boolean()), (documents, counts) => {
      const index = buildInvertedIndex(documents, fields, { counts });
      for (const term of "abcdefz") {
        const scores = scoresOf(index, term);
        documents.forEach((_, number) => {
          expect(scores.get(number) ?? 0).toBeCloseTo(bm25f(term, number, documents, counts), 4);
        });
      }
    }),
    { numRuns: 200 },
  );
});

test("a document is in a term's range exactly when it has the term", () => {
  fc.assert(
    fc.property(documents, (documents) => {
      const index = buildInvertedIndex(documents, fields);
      for (const term of "abcdefz")
        documents.forEach(({ title, body }, number) => {
          expect(scoresOf(index, term).has(number)).toBe([...title, ...body].includes(term));
        });
    }),
    { numRuns: 100 },
  );
});

test("the documents of a term are in ascending order, each once", () => {
  fc.assert(
    fc.property(documents, (documents) => {
      const index = buildInvertedIndex(documents, fields);
      for (const term of index.terms()) {
        const numbers = [...scoresOf(index, term).keys()];
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      }
    }),
    { numRuns: 50 },
  );
});

describe("the rarity of a term", () => {
  const index = buildInvertedIndex<"body">(
    [{ body: ["common", "rare"] }, { body: ["common"] }, { body: ["common", "article"] }],
    { body: { weight: 1, lengthNormalisation: 0 } },
    { counts: (number) => number < 2 },
  );

  test("rises as fewer documents have it, and is highest for a word that none has", () => {
    expect(index.idf("common")).toBeLessThan(index.idf("rare"));
    expect(index.idf("rare")).toBeLessThan(index.idf("unknown"));
  });

  test("is counted only over the documents that count", () => {
    expect(index.idf("article")).toBeCloseTo(index.idf("unknown"), 6);
    expect(scoresOf(index, "article").has(2)).toBe(true);
  });
});

test("repeating a term never makes it worth more than the maximum gain", () => {
  const index = buildInvertedIndex([{ title: Array(500).fill("a"), body: [] }], fields);
  const [score] = scoresOf(index, "a").values();
  expect(score).toBeLessThan(index.idf("a") * maximumGain);
  expect(score).toBeGreaterThan(index.idf("a") * maximumGain * 0.99);
});

test("a term more frequent than asked for has no postings, but keeps its rarity", () => {
  const bodies = [{ body: ["often", "rare"] }, { body: ["often"] }, { body: ["often"] }];
  const field = { body: { weight: 1, lengthNormalisation: 0 } };
  const whole = buildInvertedIndex<"body">(bodies, field);
  const index = buildInvertedIndex<"body">(bodies, field, { minimumIdf: 0.5 });
  expect(scoresOf(index, "often").size).toBe(0);
  expect(index.idf("often")).toBe(whole.idf("often"));
  expect(scoresOf(index, "rare")).toEqual(scoresOf(whole, "rare"));
});

test("an index of nothing knows no term", () => {
  const index = buildInvertedIndex([], fields);
  expect([...index.terms()]).toEqual([]);
  expect(index.range("a")).toBeUndefined();
});

function scoresOf(index: InvertedIndex, term: string): Map<number, number> {
  const { from, to } = index.range(term) ?? { from: 0, to: 0 };
  const numbers = [...index.documents.slice(from, to)];
  return new Map(numbers.map((number, i) => [number, index.scores[from + i]!]));
}

/** BM25F as the paper writes it, one document and term at a time. */
function bm25f(term: string, number: number, documents: Fields[], counts: (number: number) => boolean): number {
  const k1 = 2;
  let frequency = 0;
  for (const name of ["title", "body"] as const) {
    const { weight, lengthNormalisation: b } = fields[name];
    const average = documents.reduce((sum, one) => sum + one[name].length, 0) / documents.length;
    const own = documents[number]![name];
    const occurrences = own.filter((one) => one === term).length;
    if (occurrences > 0) frequency += (weight * occurrences) / (1 - b + b * (own.length / average));
  }
  const counted = documents.filter((_, i) => counts(i));
  const having = counted.filter(({ title, body }) => [...title, ...body].includes(term)).length;
  const idf = Math.log(1 + (counted.length - having + 0.5) / (having + 0.5));
  return (idf * (k1 + 1) * frequency) / (k1 + frequency);
}
