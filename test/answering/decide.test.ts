import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "../../server/answering/decide.ts";
import { noSignals, type Signals } from "../../server/retrieval/confidence.ts";
import type { Retrieval } from "../../server/retrieval/retriever.ts";
import { documentOf } from "../retrieval/documents.ts";

const alone = {};
const following = { followUp: { preferred: [], avoided: [] } };

interface Found {
  scores?: number[];
  first?: number;
  shortlist?: number;
  signals?: Partial<Signals>;
  articles?: number[];
}

function found({ scores = [1, 0.9, 0.8], first = 0, shortlist = 0, signals = {}, articles = [] }: Found): Retrieval {
  return {
    documents: scores.map((score, i) => ({
      document: documentOf(`文書${i}`, articles.includes(i) ? { kind: "article" } : {}),
      score,
    })),
    confidence: { first, shortlist },
    signals: { ...noSignals, ...signals },
  };
}

/** What was decided, in a word, and about which documents. */
function decision(given: Found, understood: Parameters<typeof decide>[1] = alone): string {
  const decided = decide(found(given), understood);
  if (decided.type === "answer") return `answer ${decided.document.id}`;
  if (decided.type === "clarify") return `clarify ${decided.candidates.map(({ id }) => id).join(" ")}`;
  return decided.type;
}

test("what is found surely is answered", () => {
  expect(decision({ first: 0.9, shortlist: 0.9 })).toBe("answer 文書0");
});

test("what is only among the first few is asked back", () => {
  expect(decision({ first: 0.2, shortlist: 0.5 })).toBe("clarify 文書0 文書1 文書2");
});

test("what is found neither surely nor among the first few is not answered", () => {
  expect(decision({ first: 0.1, shortlist: 0.1 })).toBe("unanswerable");
});

test("nothing found is not answered, however sure", () => {
  expect(decision({ scores: [], first: 1, shortlist: 1 })).toBe("unanswerable");
  expect(decision({ scores: [], first: 1, shortlist: 1 }, following)).toBe("unanswerable");
});

test("a short question whose every word an entry's own question holds is asked back, however common the words", () => {
  const signals = { coverage: 1, titleShare: 0.4 };
  expect(decision({ signals })).toBe("clarify 文書0 文書1 文書2");
  expect(decision({ signals: { ...signals, coverage: 0.9 } })).toBe("unanswerable");
  expect(decision({ signals: { ...signals, titleShare: 0.1 } })).toBe("unanswerable");
});

describe("choices", () => {
  const unsure = { first: 0.2, shortlist: 0.5 };

  test("are three at most", () => {
    expect(decision({ ...unsure, scores: [1, 1, 1, 1, 1] })).toBe("clarify 文書0 文書1 文書2");
  });

  test("are not much worse than the first", () => {
    expect(decision({ ...unsure, scores: [1, 0.8, 0.1] })).toBe("clarify 文書0 文書1");
  });

  test("are no articles: residents do not ask by their names", () => {
    expect(decision({ ...unsure, scores: [1, 1, 1, 1], articles: [1] })).toBe("clarify 文書0 文書2 文書3");
  });

  test("are not offered where there is only one: it is no choice, and not sure enough to be the answer", () => {
    expect(decision({ ...unsure, scores: [1, 0.1] })).toBe("unanswerable");
    expect(decision({ ...unsure, scores: [1] })).toBe("unanswerable");
    expect(decision({ ...unsure, scores: [1, 1], articles: [0] })).toBe("unanswerable");
  });
});

test("a follow-up is answered rather than asked back, but not when nothing was found", () => {
  expect(decision({ first: 0.2, shortlist: 0.5 }, following)).toBe("answer 文書0");
  expect(decision({ first: 0.1, shortlist: 0.1 }, following)).toBe("unanswerable");
});

test("more confidence never turns an answer into less", () => {
  const rank = (text: string) => ["unanswerable", "clarify", "answer"].indexOf(text.split(" ")[0]!);
  const probability = fc.double({ min: 0, max: 1, noNaN: true });
  const scores = fc.array(probability, { minLength: 1, maxLength: 5 }).map((all) => all.sort((a, b) => b - a));
  fc.assert(
    fc.property(scores, probability, probability, probability, probability, (scores, a, b, c, d) => {
      const less = decision({ scores, first: Math.min(a, b), shortlist: Math.min(c, d) });
      const more = decision({ scores, first: Math.max(a, b), shortlist: Math.max(c, d) });
      expect(rank(more)).toBeGreaterThanOrEqual(rank(less));
    }),
    { numRuns: 500 },
  );
});
