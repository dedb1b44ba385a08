import type { Spelled } from "./suggest-forms.ts";

/** Where in a text a fragment stands, best first: at its beginning, where a word begins, inside a word. */
export type Position = 0 | 1 | 2;

export type Visit = (text: number, position: Position) => void;

/** Texts in which fragments are looked up. Each hit is told to `visit`; a text may be told several times. */
export interface FragmentIndex {
  /** Hits of a fragment of at least one letter; single letters, and short ones, only where a word begins. */
  find(fragment: string, visit: Visit): void;
  /** Beginnings of words that differ from a fragment of four letters or more by one edit, or not at all. */
  findNear(fragment: string, visit: Visit): void;
  lengthOf(text: number): number;
}

/** Stands between texts; no fragment holds it. */
const separator = "\0";
const [insideWord, wordStart, textStart] = [0, 1, 2];

/**
 * Indexes texts by their pairs of letters: a fragment is looked for only where its rarest pair stands. A postings
 * list holds positions in all texts joined (compressed sparse rows: `positions` from `rows[pair]` to `rows[pair + 1]`).
 */
export function createFragmentIndex(texts: Spelled[], shortestInside: number): FragmentIndex {
  const all = texts.map(({ text }) => text + separator).join("");
  const { bases, marks } = markStarts(texts, all.length);
  const { pairs, rows, positions } = createPostings(all, marks);

  const find = (fragment: string, visit: (at: number) => void) => {
    let [rarest, offset, fewest] = [pairs.get(fragment.charCodeAt(0)), 0, Infinity];
    for (let i = 0; i + 1 < fragment.length; i++) {
      const pair = pairs.get(pairKey(fragment, i));
      if (pair === undefined) return;
      const count = rows[pair + 1]! - rows[pair]!;
      if (count < fewest) [rarest, offset, fewest] = [pair, i, count];
    }
    if (rarest === undefined) return;
    for (let i = rows[rarest]!; i < rows[rarest + 1]!; i++) {
      const at = positions[i]! - offset;
      if (at >= 0 && (fragment.length <= 2 || all.startsWith(fragment, at))) visit(at);
    }
  };
  const tell = (at: number, visit: Visit) =>
    visit(lastAtMost(bases, at), marks[at] === textStart ? 0 : marks[at] === wordStart ? 1 : 2);

  return {
    find: (fragment, visit) =>
      find(fragment, (at) => {
        if (marks[at] !== insideWord || fragment.length >= shortestInside) tell(at, visit);
      }),
    findNear(fragment, visit) {
      const visitNear = (at: number) => {
        if (at >= 0 && marks[at] !== insideWord && beginsNearly(all, at, fragment)) tell(at, visit);
      };
      // One edit leaves one half as it is, unless it swaps the letters on both sides of the cut.
      const cut = fragment.length >> 1;
      find(fragment.slice(0, cut), visitNear);
      find(fragment.slice(cut), (at) => {
        for (let shift = -1; shift <= 1; shift++) visitNear(at - cut + shift);
      });
      const swapped = fragment.slice(0, cut - 1) + fragment[cut]! + fragment[cut - 1]! + fragment.slice(cut + 1);
      find(swapped, visitNear);
    },
    lengthOf: (text) => bases[text + 1]! - bases[text]! - separator.length,
  };
}

/** Where each text begins (and where the last one ends), and what begins at each letter. */
function markStarts(texts: Spelled[], length: number) {
  const bases = new Uint32Array(texts.length + 1);
  const marks = new Uint8Array(length);
  for (const [number, { text, wordStarts }] of texts.entries()) {
    const base = bases[number]!;
    for (const start of wordStarts) marks[base + start] = wordStart;
    if (text) marks[base] = textStart;
    bases[number + 1] = base + text.length + separator.length;
  }
  return { bases, marks };
}

/** Numbers the pairs of letters, and the single letters where words begin, and lists where each stands. */
function createPostings(all: string, marks: Uint8Array) {
  const pairs = new Map<number, number>();
  const counts: number[] = [];
  const number = (key: number) => {
    let pair = pairs.get(key);
    if (pair === undefined) {
      pair = counts.push(0) - 1;
      pairs.set(key, pair);
    }
    counts[pair]!++;
    return pair;
  };
  const pairAt = new Int32Array(all.length);
  const letterAt = new Int32Array(all.length);
  for (let at = 0; at < all.length; at++) {
    const isPair = all[at] !== separator && all[at + 1] !== separator;
    pairAt[at] = isPair ? number(pairKey(all, at)) : -1;
    letterAt[at] = marks[at] === insideWord ? -1 : number(all.charCodeAt(at));
  }
  const rows = new Uint32Array(counts.length + 1);
  for (const [pair, count] of counts.entries()) rows[pair + 1] = rows[pair]! + count;
  const next = rows.slice();
  const positions = new Uint32Array(rows.at(-1)!);
  for (let at = 0; at < all.length; at++) {
    if (pairAt[at]! >= 0) positions[next[pairAt[at]!]!++] = at;
    if (letterAt[at]! >= 0) positions[next[letterAt[at]!]!++] = at;
  }
  return { pairs, rows, positions };
}

/** Two UTF-16 units as one 32-bit number; a single letter's key is its own unit, as no text holds U+0000. */
function pairKey(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

/** Whether text goes on at a place like a fragment with one letter changed, left out, added, or two swapped. */
function beginsNearly(text: string, at: number, fragment: string): boolean {
  let same = 0;
  while (same < fragment.length && text[at + same] === fragment[same]) same++;
  if (same === fragment.length) return true;
  const [here, rest] = [at + same, fragment.slice(same + 1)];
  if (text.startsWith(rest, here)) return true;
  if (text[here] === separator) return false;
  if (text.startsWith(rest, here + 1) || text.startsWith(fragment[same]! + rest, here + 1)) return true;
  return text[here] === rest[0] && text[here + 1] === fragment[same] && text.startsWith(rest.slice(1), here + 2);
}

/** Index of the last number that is not above a bound, in ascending numbers that begin with 0. */
function lastAtMost(ascending: Uint32Array, bound: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle]! <= bound) low = middle;
    else high = middle - 1;
  }
  return low;
}
