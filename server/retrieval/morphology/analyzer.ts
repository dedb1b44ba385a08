import type { Dictionary, EntryTable } from "./dictionary.ts";
import { createSegmenter } from "./segment.ts";

/** A morpheme with what retrieval needs of its dictionary entry. */
export interface Morpheme {
  surface: string;
  /** Dictionary form; the surface for words the dictionary does not have. */
  lemma: string;
  /** Katakana reading, "" for unknown words. */
  reading: string;
  /** Part of speech and two subdivisions, such as 名詞,固有名詞,人名. */
  pos: string;
  start: number;
}

export type Analyzer = (text: string) => Morpheme[];

interface Features {
  lemma: string;
  reading: string;
  pos: string;
}

/** Makes the morphological analyser. Text should already be NFKC-normalised. */
export function createAnalyzer(dictionary: Dictionary): Analyzer {
  const segment = createSegmenter(dictionary);
  const known = new Map<number, Features>();
  const unknown = new Map<number, Features>();
  const featuresOf = (table: EntryTable, entry: number): Features => {
    const cache = table === dictionary.unknown ? unknown : known;
    let features = cache.get(entry);
    if (!features) {
      features = readFeatures(table, entry);
      cache.set(entry, features);
    }
    return features;
  };
  return (text) =>
    segment(text).map(({ start, end, table, entry }) => {
      const surface = text.slice(start, end);
      const features = featuresOf(table, entry);
      return { surface, lemma: features.lemma || surface, reading: features.reading, pos: features.pos, start };
    });
}

/** Row: pos, pos1, pos2, lemma, reading. */
function readFeatures(table: EntryTable, entry: number): Features {
  const from = table.featureOffset[entry]!;
  const row = table.features.toString("utf8", from, table.features.indexOf(0, from)).split(",");
  const lemma = row[3] ?? "";
  return { lemma: lemma === "*" ? "" : lemma, reading: row[4] ?? "", pos: `${row[0]},${row[1]},${row[2]}` };
}
