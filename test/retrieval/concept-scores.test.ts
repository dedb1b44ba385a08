import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createConceptScorer } from "../../server/retrieval/concept-scores.ts";
import { buildInvertedIndex } from "../../server/retrieval/inverted-index.ts";
import type { Concept } from "../../server/retrieval/thesaurus.ts";

const field = { body: { weight: 1, lengthNormalisation: 0 } };
const indexOf = (bodies: string[][]) =>
  buildInvertedIndex(
    bodies.map((body) => ({ body })),
    field,
  );

function scorer(bodies: string[][]) {
  const index = indexOf(bodies);
  const score = createConceptScorer(index, bodies.length);
  const scoresOf = (concept: Concept) => {
    const { documents, scores } = score(concept);
    return new Map(Array.from(documents, (document, i) => [document, scores[i]!]));
  };
  return { index, score, scoresOf };
}

/** What one occurrence of a term is worth: idf · (saturation + 1) / (saturation + 1). */
const once = (bodies: string[][], term: string) => indexOf(bodies).idf(term);

describe("a concept", () => {
  const bodies = [["国民", "健康", "保険"], ["国民", "年金"], ["健康", "保険"], ["水道"]];

  test("scores the documents that hold its target, by the target's weight", () => {
    const { scoresOf } = scorer(bodies);
    const concept = { terms: ["みず"], targets: [{ terms: ["水道"], weight: 0.5 }] };
    expect([...scoresOf(concept)]).toEqual([[3, expect.closeTo(0.5 * once(bodies, "水道"), 5)]]);
  });

  test("counts the best of its targets and not their sum, since they say the same", () => {
    const { scoresOf } = scorer([["ごみ", "廃棄物"], ["ほか"], ["べつ"]]);
    const one = { terms: ["くず"], targets: [{ terms: ["ごみ"], weight: 0.8 }] };
    const both = { terms: ["くず"], targets: [...one.targets, { terms: ["廃棄物"], weight: 0.5 }] };
    expect(scoresOf(both)).toEqual(scoresOf(one));
  });

  test("counts the words of a phrase that a document lacks against it, squared", () => {
    const bodies = [["国民", "健康", "保険"], ["国民", "保険"], ["健康", "保険"], ["水道"], ["健康"]];
    const { index, scoresOf } = scorer(bodies);
    const scores = scoresOf({ terms: ["こくほ"], targets: [{ terms: ["国民", "健康", "保険"], weight: 1 }] });
    const all = index.idf("国民") + index.idf("健康") + index.idf("保険");
    const reach = Math.min(1, (1.5 * index.idf("こくほ")) / all);
    const part = index.idf("国民") + index.idf("保険");
    expect(scores.get(0)).toBeCloseTo(reach * all, 5);
    expect(scores.get(1)).toBeCloseTo(reach * part * (part / all) ** 2, 5);
    expect(scores.has(3)).toBe(false);
  });

  test("takes no notice of a small part of a phrase", () => {
    const { scoresOf } = scorer(bodies);
    expect(scoresOf({ terms: ["こくほ"], targets: [{ terms: ["国民", "健康", "保険"], weight: 1 }] }).has(1)).toBe(
      false,
    );
  });

  test("does not count the question's own words again, but lets them complete a phrase", () => {
    const { index, scoresOf } = scorer(bodies);
    const scores = scoresOf({ terms: ["国民", "保険"], targets: [{ terms: ["国民", "健康", "保険"], weight: 1 }] });
    expect(scores.get(0)).toBeCloseTo(index.idf("健康"), 5);
    expect(scores.has(1)).toBe(false);
  });

  test("is not worth more than one and a half times the words that led to it", () => {
    const common = [["ごみ"], ["ごみ"], ["ごみ", "珍品"], ["ごみ"]];
    const { index, scoresOf } = scorer(common);
    const scores = scoresOf({ terms: ["ごみ"], targets: [{ terms: ["珍品"], weight: 1 }] });
    expect(index.idf("珍品")).toBeGreaterThan(1.5 * index.idf("ごみ"));
    expect(scores.get(2)).toBeCloseTo(1.5 * index.idf("ごみ"), 5);
  });

  test("is met where a whole target stands, not where a part of one does", () => {
    const { score } = scorer(bodies);
    const targets = [
      { terms: ["国民", "健康", "保険"], weight: 0.8 },
      { terms: ["水道"], weight: 0.5 },
    ];
    expect([...score({ terms: ["こくほ"], targets }).met].sort()).toEqual([0, 3]);
  });

  test("is nowhere when no document holds its targets", () => {
    expect(scorer(bodies).scoresOf({ terms: ["a"], targets: [{ terms: ["b", "c"], weight: 1 }] }).size).toBe(0);
  });
});

const term = fc.constantFrom(..."abcdef");
const bodies = fc.array(fc.array(term, { maxLength: 6 }), { minLength: 1, maxLength: 8 });
const distinct = (minLength: number) => fc.uniqueArray(term, { minLength, maxLength: 3 });
const concept: fc.Arbitrary<Concept> = fc.record({
  terms: distinct(1),
  targets: fc.array(fc.record({ terms: distinct(1), weight: fc.constantFrom(0.5, 0.8, 1) }), { maxLength: 4 }),
});

test("scores as looking at every document and target would, again and again", () => {
  fc.assert(
    fc.property(bodies, fc.array(concept, { minLength: 1, maxLength: 3 }), (bodies, concepts) => {
      const { scoresOf } = scorer(bodies);
      for (const one of [...concepts, ...concepts]) {
        const scores = scoresOf(one);
        bodies.forEach((_, number) => {
          expect(scores.get(number) ?? 0).toBeCloseTo(naive(bodies, one, number), 4);
        });
      }
    }),
    { numRuns: 200 },
  );
});

function naive(bodies: string[][], { terms: own, targets }: Concept, number: number): number {
  const index = indexOf(bodies);
  const idfs = (terms: string[]) => terms.reduce((sum, term) => sum + index.idf(term), 0);
  const frequency = (term: string) => bodies[number]!.filter((one) => one === term).length;
  const worth = (term: string) => (index.idf(term) * 3 * frequency(term)) / (frequency(term) + 2);
  const values = targets.map(({ terms, weight }) => {
    const share = idfs(terms.filter((term) => frequency(term) > 0)) / idfs(terms);
    const gained = terms.filter((term) => !own.includes(term)).reduce((sum, term) => sum + worth(term), 0);
    if (share < 0.4) return 0;
    return weight * Math.min(1, (1.5 * idfs(own)) / idfs(terms)) * gained * share * share;
  });
  return Math.max(0, ...values);
}
