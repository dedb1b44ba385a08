import type { Dictionary, EntryTable } from "./dictionary.ts";

/** One morpheme: where it stands in the text (UTF-16 offsets) and which dictionary entry it is. */
export interface Segment {
  start: number;
  end: number;
  table: EntryTable;
  entry: number;
}

/**
 * Splits text into morphemes along the cheapest path through the word lattice
 * (Viterbi; word and connection costs of IPADIC; unknown words by character class).
 * Same segmentation as kuromoji on the same dictionary, in flat arrays instead of objects.
 */
export function createSegmenter(dictionary: Dictionary): (text: string) => Segment[] {
  const { base, check, entryStart, entries, words, unknown, costs, costStride, classOf, classes } = dictionary;
  let lattice = createLattice(1024);
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(1024);

  /** Adds a word over [start, end) that follows the cheapest of the words ending at start. */
  function append(table: EntryTable, entry: number, start: number, end: number, isUnknown: number): void {
    if (lattice.size === lattice.entry.length) lattice = grown(lattice);
    const { total, right, endingAt, previousEndingHere } = lattice;
    const leftId = table.left[entry]!;
    let best = Infinity;
    let bestNode = -1;
    for (let node = endingAt[start]!; node !== -1; node = previousEndingHere[node]!) {
      const sum = total[node]! + costs[right[node]! * costStride + leftId]!;
      // Words ending here are listed last first; on a tie the first one wins, as in kuromoji.
      if (sum <= best) {
        best = sum;
        bestNode = node;
      }
    }
    const node = lattice.size++;
    lattice.entry[node] = entry;
    lattice.unknown[node] = isUnknown;
    lattice.start[node] = start;
    lattice.end[node] = end;
    lattice.previous[node] = bestNode;
    total[node] = best + table.cost[entry]!;
    right[node] = table.right[entry]!;
    previousEndingHere[node] = endingAt[end]!;
    endingAt[end] = node;
  }

  /** Adds every dictionary word that starts at the byte; true if there was one. */
  function appendKnown(text: string, byteStart: number, byteLength: number, start: number): boolean {
    let state = 0;
    let end = start;
    let found = false;
    for (let at = byteStart; at < byteLength; at++) {
      const byte = bytes[at]!;
      const next = base[state]! + byte;
      if (next < 0 || check[next] !== state) break;
      state = next;
      const following = bytes[at + 1]!;
      if (at + 1 < byteLength && (following & 0xc0) === 0x80) continue;
      end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
      const leaf = base[state]!;
      if (leaf < 0 || check[leaf] !== state || base[leaf]! >= 0) continue;
      const value = -base[leaf]! - 1;
      for (let i = entryStart[value]!; i < entryStart[value + 1]!; i++) append(words, entries[i]!, start, end, 0);
      found = true;
    }
    return found;
  }

  const classAt = (text: string, at: number) => classOf[text.charCodeAt(at)]!;

  function appendUnknown(text: string, start: number, limit: number): void {
    const characterClass = classAt(text, start);
    const isPair = (text.codePointAt(start) ?? 0) > 0xffff;
    let end = start + (isPair ? 2 : 1);
    if (classes[characterClass]?.group && !isPair) while (end < limit && classAt(text, end) === characterClass) end++;
    const { groups } = unknown;
    for (let i = groups.entryStart[characterClass]!; i < groups.entryStart[characterClass + 1]!; i++)
      append(unknown, groups.entries[i]!, start, end, 1);
  }

  /** One clause, up to and including its punctuation. */
  function segmentClause(text: string, from: number, to: number, into: Segment[]): void {
    if (bytes.length < (to - from) * 3) bytes = new Uint8Array((to - from) * 6);
    const byteLength = encoder.encodeInto(text.slice(from, to), bytes).written;
    if (lattice.endingAt.length <= to) lattice.endingAt = new Int32Array(to * 2);
    lattice.endingAt.fill(-1, from, to + 1);
    lattice.size = 1;
    lattice.total[0] = 0;
    lattice.right[0] = 0;
    lattice.previousEndingHere[0] = -1;
    lattice.endingAt[from] = 0;
    let byteAt = 0;
    for (let at = from; at < to; ) {
      const code = text.codePointAt(at)!;
      if (lattice.endingAt[at] !== -1) {
        const known = appendKnown(text, byteAt, byteLength, at);
        if (!known || classes[classAt(text, at)]?.invoke) appendUnknown(text, at, to);
      }
      at += code > 0xffff ? 2 : 1;
      byteAt += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    }
    collect(to, into);
  }

  /** Walks back from the end of the clause; connection to "end of sentence" has context id 0. */
  function collect(to: number, into: Segment[]): void {
    const { total, right, previous, endingAt, previousEndingHere } = lattice;
    let best = Infinity;
    let last = -1;
    for (let node = endingAt[to]!; node !== -1; node = previousEndingHere[node]!) {
      const sum = total[node]! + costs[right[node]! * costStride]!;
      if (sum <= best) {
        best = sum;
        last = node;
      }
    }
    const path: Segment[] = [];
    for (let node = last; node > 0; node = previous[node]!) {
      const table = lattice.unknown[node] ? unknown : words;
      path.push({ start: lattice.start[node]!, end: lattice.end[node]!, table, entry: lattice.entry[node]! });
    }
    for (let i = path.length - 1; i >= 0; i--) into.push(path[i]!);
  }

  return (text) => {
    const segments: Segment[] = [];
    for (let from = 0, at = 0; at < text.length; at++) {
      const isLast = at === text.length - 1;
      const isBreak = text[at] === "。" || text[at] === "、" || text[at] === "\n";
      if (!isLast && !isBreak) continue;
      segmentClause(text, from, at + 1, segments);
      from = at + 1;
    }
    return segments;
  };
}

/** Words found so far, as parallel arrays; `endingAt[offset]` heads the list of words that end there. */
interface Lattice {
  size: number;
  entry: Int32Array;
  unknown: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  previous: Int32Array;
  total: Int32Array;
  right: Int16Array;
  previousEndingHere: Int32Array;
  endingAt: Int32Array;
}

function createLattice(capacity: number): Lattice {
  return {
    size: 0,
    entry: new Int32Array(capacity),
    unknown: new Uint8Array(capacity),
    start: new Int32Array(capacity),
    end: new Int32Array(capacity),
    previous: new Int32Array(capacity),
    total: new Int32Array(capacity),
    right: new Int16Array(capacity),
    previousEndingHere: new Int32Array(capacity),
    endingAt: new Int32Array(capacity),
  };
}

function grown(old: Lattice): Lattice {
  const lattice = createLattice(old.entry.length * 2);
  for (const key of ["entry", "unknown", "start", "end", "previous", "total", "right", "previousEndingHere"] as const)
    lattice[key].set(old[key]);
  lattice.endingAt = old.endingAt;
  lattice.size = old.size;
  return lattice;
}
