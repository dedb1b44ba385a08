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

/** The documents that hold a term, and what the term is worth in each: idf · saturated frequency. */
export interface Postings {
  documents: Int32Array;
  scores: Float32Array;
  /** Inverse document frequency, natural logarithm. */
  idf: number;
}

export interface InvertedIndex {
  postings(term: string): Postings | undefined;
  /** Inverse document frequency; terms that no document has get the highest. */
  idf(term: string): number;
  terms(): IterableIterator<string>;
}

/** The most a term can be worth in a document, as a multiple of its idf. */
export const maximumGain = saturation + 1;

/** Builds the index over documents given as terms a field; document numbers are positions in the array. */
export function buildInvertedIndex<Field extends string>(
  documents: Record<Field, string[]>[],
  fields: Record<Field, FieldWeight>,
): InvertedIndex {
  const names = Object.keys(fields) as Field[];
  const average = Object.fromEntries(
    names.map((name) => [
      name,
      documents.reduce((sum, document) => sum + document[name].length, 0) / documents.length || 1,
    ]),
  ) as Record<Field, number>;
  const lists = new Map<string, { documents: number[]; frequencies: number[] }>();
  documents.forEach((document, number) => {
    for (const name of names) {
      const { weight, lengthNormalisation: b } = fields[name];
      const once = weight / (1 - b + (b * document[name].length) / average[name]);
      for (const term of document[name]) {
        let list = lists.get(term);
        if (!list) {
          list = { documents: [], frequencies: [] };
          lists.set(term, list);
        }
        const last = list.documents.length - 1;
        if (list.documents[last] === number) list.frequencies[last]! += once;
        else {
          list.documents.push(number);
          list.frequencies.push(once);
        }
      }
    }
  });
  const idfOf = (count: number) => Math.log(1 + (documents.length - count + 0.5) / (count + 0.5));
  const index = new Map<string, Postings>();
  for (const [term, { documents: numbers, frequencies }] of lists) {
    const idf = idfOf(numbers.length);
    const scores = Float32Array.from(frequencies, (f) => (idf * maximumGain * f) / (f + saturation));
    index.set(term, { documents: Int32Array.from(numbers), scores, idf });
  }
  const unknown = idfOf(0);
  return {
    postings: (term) => index.get(term),
    idf: (term) => index.get(term)?.idf ?? unknown,
    terms: () => index.keys(),
  };
}
