/** Which of the question's words a document has, themselves or in other words; both by rarity. */
export interface Coverage {
  /** Share of the question's words, 0–1. */
  share: number;
  /** What was met, whatever else was said, in words as rare as can be: does not fall with every word of a long story. */
  evidence: number;
}

/** Counted word by word; in arrays that are used again for every question. */
export interface CoverageCounter {
  /** What each document meets so far, in units of idf; whoever reads it sets it back to 0. */
  worth: Float32Array;
  /** The next word, and what it is worth. */
  begin(worthOfWord: number): void;
  /** The word of now is met in a document. */
  mark(document: number): void;
}

/** Sums up, for each document, what the words that it meets are worth; a word that is met twice counts once. */
export function createCoverageCounter(size: number): CoverageCounter {
  const worth = new Float32Array(size);
  const lastWord = new Uint32Array(size);
  let word = 0;
  let value = 0;
  return {
    worth,
    begin(worthOfWord: number) {
      word = (word + 1) >>> 0;
      value = worthOfWord;
    },
    mark(document: number) {
      if (lastWord[document] === word) return;
      lastWord[document] = word;
      worth[document]! += value;
    },
  };
}
