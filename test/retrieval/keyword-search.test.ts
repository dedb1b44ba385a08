import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createKeywordSearch } from "../../server/retrieval/keyword-search.ts";
import type { Query } from "../../server/retrieval/query.ts";
import { rankingWeights } from "../../server/retrieval/ranking-weights.ts";
import type { Concept } from "../../server/retrieval/thesaurus.ts";
import { documentOf } from "./documents.ts";

/** Words are what stands between spaces. */
const extract = (text: string) => text.split(/\s+/).filter(Boolean);
const documentsOf = (titles: string[]) => titles.map((title, i) => ({ ...documentOf(title), id: `${i}` }));

function queryOf(words: string[], concepts: Concept[] = []): Query {
  return {
    text: words.join(" "),
    terms: new Set(words),
    concepts,
    said: new Map(),
    bigrams: new Set(),
    facets: [],
  };
}

describe("keyword search", () => {
  const search = createKeywordSearch(documentsOf(["粗大 ごみ", "ごみ", "粗大 粗大 粗大", "年金"]), extract);

  test("puts a document with something on every word before one with much on a single word", () => {
    const hits = search.search(queryOf(["粗大", "ごみ"]), 10);
    expect(hits[0]).toMatchObject({ document: 0, coverage: { share: expect.closeTo(1) } });
    expect(hits.map(({ document }) => document)).not.toContain(3);
  });

  test("finds nothing for a question without words", () => {
    expect(search.search(queryOf([]), 10)).toEqual([]);
  });

  test("answers the second question as if it were the first", () => {
    const alone = search.search(queryOf(["ごみ"]), 10);
    search.search(queryOf(["粗大", "年金"]), 10);
    expect(search.search(queryOf(["ごみ"]), 10)).toEqual(alone);
  });

  test("leaves out what a weight of 0 says", () => {
    const plain = createKeywordSearch(documentsOf(["粗大 ごみ", "ごみ"]), extract, { ...rankingWeights, coverage: 0 });
    const [first] = plain.search(queryOf(["粗大", "ごみ"]), 1);
    expect(first!.score).toBeLessThan(1);
    expect(first!.coverage.share).toBeCloseTo(1);
  });
});

const word = fc.constantFrom(..."abcdef");
const target = fc.record({ terms: fc.uniqueArray(word, { minLength: 1, maxLength: 2 }), weight: fc.constant(0.8) });
const concept: fc.Arbitrary<Concept> = fc.record({
  terms: fc.uniqueArray(word, { minLength: 1, maxLength: 2 }),
  targets: fc.array(target, { minLength: 1, maxLength: 3 }),
});

test("the coverage of a document is what looking at each word would say", () => {
  const titles = fc.array(fc.array(word, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(
      titles,
      fc.uniqueArray(word, { minLength: 1 }),
      fc.array(concept, { maxLength: 3 }),
      (titles, words, all) => {
        // As the thesaurus gives them: words of the question, and something else to look for.
        const concepts = all
          .filter(({ terms }) => terms.every((term) => words.includes(term)))
          .map((one) => ({
            ...one,
            targets: one.targets.filter(({ terms }) => terms.some((term) => !one.terms.includes(term))),
          }));
        const keywords = createKeywordSearch(documentsOf(titles.map((title) => title.join(" "))), extract);
        for (const { document, coverage } of keywords.search(queryOf(words, concepts), 10)) {
          const has = (term: string) => titles[document]!.includes(term);
          const stoodFor = concepts.filter(({ targets }) => targets.some(({ terms }) => terms.every(has)));
          const met = words.filter((one) => has(one) || stoodFor.some(({ terms }) => terms.includes(one)));
          const worth = (some: string[]) => some.reduce((sum, one) => sum + keywords.idf(one), 0);
          expect(coverage.share).toBeCloseTo(worth(met) / worth(words), 4);
          expect(coverage.evidence).toBeCloseTo(worth(met) / keywords.idf(""), 4);
        }
      },
    ),
    { numRuns: 300 },
  );
});
