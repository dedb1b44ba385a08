/** A word that the corpus does not have → words it has that are one slip of a finger away. */
export type SpellingCorrector = (word: string) => string[];

/** Shorter words have too many neighbours. */
const shortestWord = 4;
const longestWord = 16;

/**
 * Finds words at edit distance 1 (a letter missing, added or changed, or two swapped) by comparing what is left when
 * one letter is deleted (symmetric delete, W. Garbe 2012).
 */
export function createSpellingCorrector(vocabulary: Iterable<string>): SpellingCorrector {
  const byRemainder = new Map<string, string[]>();
  for (const word of vocabulary) {
    if (word.length < shortestWord || word.length > longestWord) continue;
    for (const remainder of remaindersOf(word)) {
      const list = byRemainder.get(remainder);
      if (list) list.push(word);
      else byRemainder.set(remainder, [word]);
    }
  }
  return (word) => {
    if (word.length < shortestWord || word.length > longestWord) return [];
    const found = new Set(remaindersOf(word).flatMap((remainder) => byRemainder.get(remainder) ?? []));
    found.delete(word);
    return [...found].filter((near) => Math.abs(near.length - word.length) <= 1 && isOneEdit(word, near));
  };
}

/** The word itself and what is left of it without one letter. */
function remaindersOf(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

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
