import { Embeddings } from "@langchain/core/embeddings";
import { truncatedSvd } from "./svd.ts";
import type { TermExtractor } from "./terms.ts";
import type { Group, Thesaurus } from "./thesaurus.ts";

/**
 * Embeddings trained on the corpus itself: latent semantic analysis (Deerwester et al. 1990)
 * of a log-tf · idf matrix, to which each thesaurus group is added as if it were a passage:
 * so its words are pulled together. Small, deterministic, no download; good at the city's own vocabulary.
 */

/** Number of dimensions; more gains nothing on a corpus of a few thousand passages. */
const dimensions = 150;
/** Weight of a thesaurus group beside a passage, when the vectors are trained. */
const groupWeight = 0.5;
/** Weight of the words that the thesaurus adds to a question, beside the question's own. */
const expansionWeight = 0.5;
/** Terms in fewer texts than this tell nothing about other texts. */
const minimumTexts = 2;

interface Model {
  terms: string[];
  idf: Float32Array;
  /** One row of `width` numbers a term. */
  directions: Float32Array;
  width: number;
}

/** Trains a model on texts and returns its bytes, for storage. */
export function trainCorpusEmbeddings(texts: string[], extract: TermExtractor, thesaurus: Group[] = []): Uint8Array {
  const bags = texts.map((text) => logarithmic(bagOf(extract(text))));
  const counts = new Map<string, number>();
  for (const bag of bags) for (const term of bag.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const terms = [...counts]
    .filter(([, count]) => count >= minimumTexts)
    .map(([term]) => term)
    .sort();
  const idf = Float32Array.from(terms, (term) => Math.log((texts.length + 1) / counts.get(term)!));
  const numberOf = new Map(terms.map((term, number) => [term, number]));
  const rows = bags.map((bag) => unitRow(bag, numberOf, idf));
  for (const { relation, left, right } of thesaurus) {
    if (relation === "similar") continue;
    const row = unitRow(bagOf([...left, ...right].flatMap(extract)), numberOf, idf);
    if (row.length > 1) rows.push(row.map(([column, value]) => [column, value * groupWeight]));
  }
  const width = Math.min(dimensions, Math.max(1, Math.min(terms.length, rows.length) - 1));
  return serialise({ terms, idf, directions: truncatedSvd(rows, terms.length, width), width });
}

/**
 * Opens a trained model as LangChain embeddings; questions are widened by the thesaurus.
 * Texts without a known term become the zero vector.
 */
export function openCorpusEmbeddings(bytes: Uint8Array, extract: TermExtractor, thesaurus?: Thesaurus): Embeddings {
  const model = deserialise(bytes);
  const numberOf = new Map(model.terms.map((term, number) => [term, number]));
  const embed = (bag: Map<string, number>): number[] => {
    const vector = new Float64Array(model.width);
    for (const [term, value] of unitRow(bag, numberOf, model.idf)) {
      for (let d = 0; d < model.width; d++) vector[d]! += value * model.directions[term * model.width + d]!;
    }
    const length = Math.hypot(...vector);
    return Array.from(vector, (value) => (length > 0 ? value / length : 0));
  };
  return new (class extends Embeddings {
    async embedDocuments(texts: string[]): Promise<number[][]> {
      return texts.map((text) => embed(logarithmic(bagOf(extract(text)))));
    }
    async embedQuery(text: string): Promise<number[]> {
      return embed(widened(extract(text), thesaurus));
    }
  })({});
}

/** A sparse row: column and value. */
export type SparseRow = [column: number, value: number][];

/** Words of the question count 1, words that the thesaurus adds a share. */
function widened(terms: string[], thesaurus: Thesaurus | undefined): Map<string, number> {
  const bag = new Map(terms.map((term) => [term, 1]));
  for (const { targets } of thesaurus?.match(terms) ?? [])
    for (const target of targets)
      for (const term of target.terms) {
        const weight = (expansionWeight * target.weight) / target.terms.length;
        bag.set(term, Math.max(bag.get(term) ?? 0, weight));
      }
  return bag;
}

const logarithmic = (bag: Map<string, number>) => new Map([...bag].map(([term, count]) => [term, 1 + Math.log(count)]));

function bagOf(terms: string[]): Map<string, number> {
  const bag = new Map<string, number>();
  for (const term of terms) bag.set(term, (bag.get(term) ?? 0) + 1);
  return bag;
}

function unitRow(bag: Map<string, number>, numberOf: Map<string, number>, idf: Float32Array): SparseRow {
  const row: SparseRow = [];
  let squares = 0;
  for (const [term, count] of bag) {
    const number = numberOf.get(term);
    if (number === undefined) continue;
    const value = count * idf[number]!;
    squares += value * value;
    row.push([number, value]);
  }
  const length = Math.sqrt(squares) || 1;
  return row.map(([number, value]) => [number, value / length]);
}

/** Layout: byte length of the JSON header (uint32), header, padding to 4 bytes, idf, directions. */
function serialise({ terms, idf, directions, width }: Model): Uint8Array {
  const header = new TextEncoder().encode(JSON.stringify({ terms, width }));
  const start = 4 + Math.ceil(header.length / 4) * 4;
  const bytes = new Uint8Array(start + idf.byteLength + directions.byteLength);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  bytes.set(new Uint8Array(idf.buffer), start);
  bytes.set(new Uint8Array(directions.buffer, directions.byteOffset, directions.byteLength), start + idf.byteLength);
  return bytes;
}

function deserialise(source: Uint8Array): Model {
  const { buffer } = source.slice();
  const headerLength = new DataView(buffer).getUint32(0, true);
  const header = new TextDecoder().decode(new Uint8Array(buffer, 4, headerLength));
  const { terms, width } = JSON.parse(header) as { terms: string[]; width: number };
  const start = 4 + Math.ceil(headerLength / 4) * 4;
  const idf = new Float32Array(buffer, start, terms.length);
  return { terms, width, idf, directions: new Float32Array(buffer, start + idf.byteLength) };
}
