import type { Document } from "../domain.ts";
import type { TermExtractor } from "./terms.ts";

/**
 * BM25F over the fields of documents (Zaragoza et al., "Microsoft Cambridge at TREC-13", 2004):
 * term frequencies are length-normalised and weighted field by field, summed, then saturated once.
 */

/** Fields of a document, with how much one occurrence counts and how strongly length is held against it (0–1). */
const fields = {
  title: { weight: 3, lengthNormalisation: 0.3 },
  aliases: { weight: 2, lengthNormalisation: 0.6 },
  headings: { weight: 1, lengthNormalisation: 0.5 },
  body: { weight: 1, lengthNormalisation: 0.75 },
} as const;
type Field = keyof typeof fields;
const fieldNames = Object.keys(fields) as Field[];

/** Saturation of BM25: how soon further occurrences stop counting. */
const saturation = 1.2;

/** Article text of ordinances is exact but not written for residents: it comes after an FAQ that says the same. */
const kindWeight: Record<Document["kind"], number> = { faq: 1, page: 0.9, article: 0.6 };

export interface KeywordIndex {
  /** Documents by score, best first; `query` gives each term its weight. */
  search(query: Map<string, number>, limit: number): { document: number; score: number }[];
  /** Inverse document frequency of a term; terms that no document has get the highest. */
  rarity(term: string): number;
}

interface Postings {
  documents: number[];
  /** Weighted, length-normalised frequency. */
  frequencies: number[];
}

/** Builds the index; document numbers are positions in the array. */
export function buildKeywordIndex(documents: Document[], extract: TermExtractor): KeywordIndex {
  const tokenised = documents.map((document) => tokenise(document, extract));
  const averages = averageLengths(tokenised);
  const postings = new Map<string, Postings>();
  tokenised.forEach((texts, number) => {
    for (const [term, frequency] of weightedFrequencies(texts, averages)) {
      let list = postings.get(term);
      if (!list) {
        list = { documents: [], frequencies: [] };
        postings.set(term, list);
      }
      list.documents.push(number);
      list.frequencies.push(frequency);
    }
  });
  const rarityOf = (count: number) => Math.log(1 + (documents.length - count + 0.5) / (count + 0.5));
  const scores = new Float64Array(documents.length);
  const weights = documents.map(({ kind }) => kindWeight[kind]);

  return {
    rarity: (term) => rarityOf(postings.get(term)?.documents.length ?? 0),
    search(query, limit) {
      const touched: number[] = [];
      for (const [term, weight] of query) {
        const list = postings.get(term);
        if (!list) continue;
        const gain = weight * rarityOf(list.documents.length) * (saturation + 1);
        for (let i = 0; i < list.documents.length; i++) {
          const document = list.documents[i]!;
          const frequency = list.frequencies[i]!;
          if (scores[document] === 0) touched.push(document);
          scores[document]! += (gain * frequency) / (frequency + saturation);
        }
      }
      const found = touched.map((document) => ({ document, score: scores[document]! * weights[document]! }));
      for (const document of touched) scores[document] = 0;
      return found.sort((a, b) => b.score - a.score || a.document - b.document).slice(0, limit);
    },
  };
}

type Tokenised = Record<Field, string[]>;

function tokenise(document: Document, extract: TermExtractor): Tokenised {
  const places = new Set(document.chunks.flatMap((chunk) => chunk.place ?? []));
  return {
    title: extract(document.title),
    aliases: document.aliases.flatMap(extract),
    headings: [...places].flatMap(extract),
    body: document.chunks.flatMap((chunk) => extract(chunk.text)),
  };
}

function averageLengths(all: Tokenised[]): Record<Field, number> {
  const average = (field: Field) => all.reduce((sum, texts) => sum + texts[field].length, 0) / Math.max(1, all.length);
  return Object.fromEntries(fieldNames.map((field) => [field, average(field) || 1])) as Record<Field, number>;
}

function weightedFrequencies(texts: Tokenised, averages: Record<Field, number>): Map<string, number> {
  const frequencies = new Map<string, number>();
  for (const field of fieldNames) {
    const { weight, lengthNormalisation: b } = fields[field];
    const once = weight / (1 - b + (b * texts[field].length) / averages[field]);
    for (const term of texts[field]) frequencies.set(term, (frequencies.get(term) ?? 0) + once);
  }
  return frequencies;
}
