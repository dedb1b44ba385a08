/** A word that the corpus does not have → words it has that are one slip of a finger away. */
export type SpellingCorrector = (word: string) => string[];

/** Shorter words have too many neighbours. */
const shortestWord = 4;
const longestWord = 16;

/**
 * Finds words at edit distance 1: a letter missing, added or changed, or two neighbours swapped.
 * One such slip leaves the first or the second half of a word as it is, so words are kept by their halves.
 * (A swap across the middle is not found.)
 */
export function createSpellingCorrector(vocabulary: Iterable<string>): SpellingCorrector {
  const byHalf = new Map<string, string[]>();
  for (const word of vocabulary) {
    if (word.length < shortestWord || word.length > longestWord) continue;
    const middle = word.length >> 1;
    for (const key of [firstHalf(word.length, word.slice(0, middle)), secondHalf(word.length, word.slice(middle))]) {
      const list = byHalf.get(key);
      if (list) list.push(word);
      else byHalf.set(key, [word]);
    }
  }
  return (word) => {
    if (word.length < shortestWord || word.length > longestWord) return [];
    const near = new Set<string>();
    for (const length of [word.length - 1, word.length, word.length + 1]) {
      const middle = length >> 1;
      const keys = [
        firstHalf(length, word.slice(0, middle)),
        secondHalf(length, word.slice(word.length - (length - middle))),
      ];
      for (const key of keys) for (const other of byHalf.get(key) ?? []) if (isOneEdit(word, other)) near.add(other);
    }
    near.delete(word);
    return [...near];
  };
}

const firstHalf = (length: number, half: string) => `${length}<${half}`;
const secondHalf = (length: number, half: string) => `${length}>${half}`;

/** Equal but for one letter added, left out or changed, or two neighbours swapped. */
function isOneEdit(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA === restB[1]! + restB[0];
}
