import type { Document } from "../domain.ts";
import { facetsOf } from "./facets.ts";
import type { Query } from "./query.ts";
import type { TermExtractor } from "./terms.ts";

/** How well a document's own question, or its best other way of asking, agrees with the resident's. */
export interface TitleMatch {
  /** Share of the document's question that was asked for, by rarity, 0–1. */
  share(document: number): number;
  /** Share of the facets asked for (how much, until when …) that the document's question asks too, 0–1. */
  facets(document: number): number;
}

/** A way of asking: numbers of its words, and what each is worth as a share of the whole. */
interface Phrasing {
  terms: Int32Array;
  shares: Float32Array;
}

/**
 * The other side of relevance: keyword scores say how much of the resident's question a document meets;
 * this says how much of the document's own question was asked for. An entry on a special case
 * (「小さく生まれた赤ちゃんの医療費」) is not the answer to a plain question (「赤ちゃんが生まれた」).
 */
export function createTitleMatch(
  documents: Document[],
  extract: TermExtractor,
  idf: (term: string) => number,
): (query: Query) => TitleMatch {
  const numberOf = new Map<string, number>();
  const phrasings = documents.map(({ title, aliases }) =>
    [title, ...aliases].map((text) => toPhrasing([...new Set(extract(text))], numberOf, idf)),
  );
  const facetNames = documents.map(
    ({ title, aliases }) => new Set([title, ...aliases].flatMap(facetsOf).map(({ name }) => name)),
  );
  return ({ said, facets }) => {
    const weights = new Float32Array(numberOf.size);
    for (const [term, weight] of said) {
      const number = numberOf.get(term);
      if (number !== undefined) weights[number] = weight;
    }
    return {
      share(document) {
        let best = 0;
        for (const phrasing of phrasings[document]!) best = Math.max(best, shareOf(phrasing, weights));
        return best;
      },
      facets(document) {
        let asked = 0;
        for (const { name } of facets) if (facetNames[document]!.has(name)) asked++;
        return asked / Math.max(1, facets.length);
      },
    };
  };
}

function toPhrasing(terms: string[], numberOf: Map<string, number>, idf: (term: string) => number): Phrasing {
  const all = terms.reduce((sum, term) => sum + idf(term), 0) || 1;
  for (const term of terms) if (!numberOf.has(term)) numberOf.set(term, numberOf.size);
  return {
    terms: Int32Array.from(terms, (term) => numberOf.get(term)!),
    shares: Float32Array.from(terms, (term) => idf(term) / all),
  };
}

function shareOf({ terms, shares }: Phrasing, weights: Float32Array): number {
  let met = 0;
  for (let i = 0; i < terms.length; i++) met += weights[terms[i]!]! * shares[i]!;
  return met;
}
