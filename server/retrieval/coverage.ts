import { createAccumulator } from "./accumulator.ts";

/** Which of the question's words a document has, themselves or in other words; both by rarity. */
export interface Coverage {
  /** Share of the question's words, 0–1. */
  share: number;
  /** What was met, whatever else was said, in words as rare as can be: does not fall with every word of a long story. */
  evidence: number;
}

/** What the words that a document meets are worth; counted word by word, a word that is met twice once. */
export interface CoverageCounter {
  /** The next word, and its idf. */
  begin(worth: number): void;
  /** The word of now is met in a document. */
  mark(document: number): void;
  /** What a document meets so far, in units of idf. */
  worthOf(document: number): number;
  clear(): void;
}

export function createCoverageCounter(size: number): CoverageCounter {
  const total = createAccumulator(size);
  const lastWord = new Uint32Array(size);
  let word = 0;
  let worth = 0;
  return {
    begin(next) {
      word = (word + 1) >>> 0;
      worth = next;
    },
    mark(document) {
      if (lastWord[document] === word) return;
      lastWord[document] = word;
      total.add(document, worth);
    },
    worthOf: (document) => total.values[document]!,
    clear: total.clear,
  };
}
