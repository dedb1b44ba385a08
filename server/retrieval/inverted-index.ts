/**
 * BM25F (Zaragoza et al., "Microsoft Cambridge at TREC-13", 2004): term frequencies are length-normalised
 * and weighted field by field, summed over the fields, and saturated once. The saturated value of a term in
 * a document does not depend on the question, so it is computed when the index is built.
 */

/** How much one occurrence in a field counts, and how strongly the field's length is held against it (0–1). */
export interface FieldWeight {
  weight: number;
  lengthNormalisation: number;
}

/** Saturation of BM25: how soon further occurrences stop counting. */
const saturation = 2;

/** The most a term can be worth in a document, as a multiple of its idf. */
export const maximumGain = saturation + 1;

/** All postings of all terms one after another: a term's are those of its range. */
export interface InvertedIndex {
  /** Numbers of documents, ascending within a range. */
  documents: Int32Array;
  /** What the term is worth there: idf · saturated frequency. */
  scores: Float32Array;
  range(term: string): Range | undefined;
  /** Inverse document frequency, natural logarithm; terms that no document has get the highest. */
  idf(term: string): number;
  terms(): IterableIterator<string>;
}

export interface Range {
  from: number;
  to: number;
}

export interface IndexOptions {
  /** How rare a term is, is counted over the documents for which this holds. */
  counts?: (document: number) => boolean;
  /** Terms more frequent than this have no postings. */
  minimumIdf?: number;
}

/** Builds the index over documents given as terms a field; document numbers are positions in the array. */
export function buildInvertedIndex<Field extends string>(
  documents: Record<Field, string[]>[],
  fields: Record<Field, FieldWeight>,
  { counts = () => true, minimumIdf = 0 }: IndexOptions = {},
): InvertedIndex {
  const numberOf = new Map<string, number>();
  const all = documents.filter((_document, number) => counts(number)).length;
  const idfOf = (count: number) => Math.log(1 + (all - count + 0.5) / (count + 0.5));
  const collected = collect(documents, fields, numberOf);
  const idfs = Float32Array.from(collected, (list) =>
    idfOf(list.filter((value, i) => i % 2 === 0 && counts(value)).length),
  );
  const lists = collected.map((list, term) => (idfs[term]! < minimumIdf ? [] : list));
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, term) => {
    starts[term + 1] = starts[term]! + list.length / 2;
  });
  const size = starts[lists.length]!;
  const index = { documents: new Int32Array(size), scores: new Float32Array(size) };
  lists.forEach((list, term) => {
    const idf = idfs[term]!;
    for (let i = 0, at = starts[term]!; i < list.length; i += 2, at++) {
      index.documents[at] = list[i]!;
      index.scores[at] = (idf * maximumGain * list[i + 1]!) / (list[i + 1]! + saturation);
    }
  });
  return {
    ...index,
    range(term) {
      const number = numberOf.get(term);
      return number === undefined ? undefined : { from: starts[number]!, to: starts[number + 1]! };
    },
    idf(term) {
      const number = numberOf.get(term);
      return number === undefined ? idfOf(0) : idfs[number]!;
    },
    terms: () => numberOf.keys(),
  };
}

/** For each term, pairs of document and weighted, length-normalised frequency. */
function collect<Field extends string>(
  documents: Record<Field, string[]>[],
  fields: Record<Field, FieldWeight>,
  numberOf: Map<string, number>,
): number[][] {
  const names = Object.keys(fields) as Field[];
  const average = (name: Field) => documents.reduce((sum, one) => sum + one[name].length, 0) / documents.length || 1;
  const averages = Object.fromEntries(names.map((name) => [name, average(name)])) as Record<Field, number>;
  const lists: number[][] = [];
  documents.forEach((document, number) => {
    for (const name of names) {
      const { weight, lengthNormalisation: b } = fields[name];
      const once = weight / (1 - b + (b * document[name].length) / averages[name]);
      for (const term of document[name]) {
        let termNumber = numberOf.get(term);
        if (termNumber === undefined) {
          termNumber = lists.length;
          numberOf.set(term, termNumber);
          lists.push([]);
        }
        const list = lists[termNumber]!;
        if (list[list.length - 2] === number) list[list.length - 1]! += once;
        else list.push(number, once);
      }
    }
  });
  return lists;
}
