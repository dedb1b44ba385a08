import type { Document } from "../domain.ts";
import type { Analyzer } from "./morphology/analyzer.ts";
import { createSpeller, type Forms, needlesOf, piecesOf, soundAlikesOf, writtenHeading } from "./suggest-forms.ts";
import { createFragmentIndex, type Position } from "./suggest-index.ts";

/** What a resident has typed so far → published questions, best first. */
export type Suggester = (typed: string, limit: number, isServable?: (document: Document) => boolean) => string[];

/** With fewer suggestions than this, what sounds alike is added, then what is one slip of a finger away. */
const enough = 3;
/** From how many letters on a piece is found inside a word; shorter ones stand there by chance. */
const shortestInside: Record<keyof Forms, number> = { written: 2, kana: 3, romaji: 6 };
/** From how many letters on a slip of a finger is forgiven; two letters of romaji make one kana. */
const shortestMistyped: Record<keyof Forms, number> = { written: 4, kana: 4, romaji: 5 };

/** How far a hit is from what was typed, each step worse than all of the next: as typed, sounds alike, mistyped. */
const costOfGrade = 1_000;
/** The question itself, another way of asking, a heading of the answer. */
const costOfPlace = 100;
/** A position (see `costsOfPosition`) reached only without regard to long vowels. */
const costOfSimplified = 5;
/** Begins the phrase, begins a word, stands inside a word. */
const costsOfPosition: Record<keyof Forms, Record<Position, number>> = {
  written: [0, 2, 3],
  kana: [1, 2, 3],
  romaji: [1, 2, 3].map((cost) => cost + costOfSimplified) as [number, number, number],
};

/** What it costs to find something in each entry; Infinity where it is missing. */
type Costs = Float64Array;

/**
 * Suggests published questions (never articles) in which every piece of what was typed begins a word: of the question,
 * another way of asking or a heading, in writing, in kana or in romaji. Order: question before alias before heading,
 * its beginning before the beginning of a word before the inside, then by the share that was typed, then the shorter.
 */
export function createSuggester(documents: Document[], analyze: Analyzer): Suggester {
  const entries = documents.filter(({ kind }) => kind !== "article");
  const addHits = createFinder(entries, analyze);
  const noCosts = () => new Float64Array(entries.length).fill(Infinity);

  return (typed, limit, isServable = () => true) => {
    const pieces = piecesOf(typed);
    if (pieces.length === 0 || !(limit > 0)) return [];
    const apart = pieces.map(noCosts);
    const together = noCosts();
    let best: Document[] = [];
    for (let grade = 0; grade <= 2 && best.length < enough; grade++) {
      for (const [at, piece] of pieces.entries()) addHits(piece, grade, apart[at]!);
      if (pieces.length > 1) addHits(pieces.join(""), grade, together);
      best = cheapest(entries, [sumOf(apart), together], Math.max(limit, enough), isServable);
    }
    return best.slice(0, limit).map(({ title }) => title);
  };
}

/** Headings come last, as they are indexed in writing only: a phrase has the same number in every index. */
function indexPhrases(entries: Document[], analyze: Analyzer) {
  const spell = createSpeller(analyze);
  const asked = entries.flatMap(({ title, aliases }, entry) =>
    [title, ...aliases].map((phrase, i) => ({ entry, place: Math.min(i, 1), forms: spell(phrase) })),
  );
  const headings = entries.flatMap(({ chunks }, entry) =>
    [...new Set(chunks.flatMap(({ place }) => place ?? []))].map((heading) => ({
      entry,
      place: 2,
      written: writtenHeading(heading),
    })),
  );
  const written = [...asked.map(({ forms }) => forms.written), ...headings.map((heading) => heading.written)];
  const [kana, romaji] = [asked.map(({ forms }) => forms.kana), asked.map(({ forms }) => forms.romaji)];
  return {
    entryOf: Uint32Array.from([...asked, ...headings], ({ entry }) => entry),
    placeOf: Uint8Array.from([...asked, ...headings], ({ place }) => place),
    indexes: {
      written: createFragmentIndex(written, shortestInside.written),
      kana: createFragmentIndex(kana, shortestInside.kana),
      romaji: createFragmentIndex(romaji, shortestInside.romaji),
    },
  };
}

/** Adds what it costs to find a piece in each entry, with the needles of one grade, where that is less than before. */
type AddHits = (piece: string, grade: number, costs: Costs) => void;

/** Looks pieces up in every form, and mistyped ones beside them. */
function createFinder(entries: Document[], analyze: Analyzer): AddHits {
  const { entryOf, placeOf, indexes } = indexPhrases(entries, analyze);
  return (piece, grade, costs) => {
    const needles = grade === 1 ? soundAlikesOf(piece, analyze) : needlesOf(piece);
    for (const { form, text } of needles) {
      const index = indexes[form];
      const note = (phrase: number, position: Position) => {
        if (grade > 0 && position === 2) return;
        const untyped = Math.max(0, 1 - text.length / index.lengthOf(phrase));
        const place = placeOf[phrase]! * costOfPlace + costsOfPosition[form][position];
        const cost = grade * costOfGrade + place + untyped;
        if (cost < costs[entryOf[phrase]!]!) costs[entryOf[phrase]!] = cost;
      };
      if (grade < 2) index.find(text, note);
      else if (text.length >= shortestMistyped[form]) index.findNear(text, note);
    }
  };
}

/** Every piece must be met: one that is missing makes the sum infinite. */
function sumOf([first, ...others]: Costs[]): Costs {
  if (others.length === 0) return first!;
  const sum = first!.slice();
  for (const costs of others) for (let entry = 0; entry < sum.length; entry++) sum[entry]! += costs[entry]!;
  return sum;
}

/** The servable entries of lowest cost, each question once; the shorter question, then the earlier one, breaks ties. */
function cheapest(
  entries: Document[],
  [apart, together]: [Costs, Costs],
  limit: number,
  isServable: (document: Document) => boolean,
): Document[] {
  const best: { document: Document; cost: number }[] = [];
  const precedes = (cost: number, { title }: Document, other: (typeof best)[number]) =>
    cost < other.cost || (cost === other.cost && title.length < other.document.title.length);
  for (const [entry, document] of entries.entries()) {
    const cost = Math.min(apart[entry]!, together[entry]!);
    if (cost === Infinity || (best.length === limit && !precedes(cost, document, best.at(-1)!))) continue;
    if (!isServable(document)) continue;
    const same = best.findIndex((other) => other.document.title === document.title);
    if (same >= 0 && !precedes(cost, document, best[same]!)) continue;
    if (same >= 0) best.splice(same, 1);
    const at = best.findIndex((other) => precedes(cost, document, other));
    best.splice(at < 0 ? best.length : at, 0, { document, cost });
    if (best.length > limit) best.pop();
  }
  return best.map(({ document }) => document);
}
