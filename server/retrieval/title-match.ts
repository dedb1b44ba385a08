import type { Document } from "../domain.ts";
import { facetsOf } from "./facets.ts";
import type { Query } from "./query.ts";
import type { TermExtractor } from "./terms.ts";

/** How well a document's own question, or its best other way of asking, agrees with the resident's. */
export interface TitleMatch {
  /** Share of the document's question that was asked for, by rarity, 0–1. */
  share(query: Query, document: number): number;
  /** Share of the facets asked for (how much, until when …) that the document's question asks too, 0–1. */
  facets(query: Query, document: number): number;
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
): TitleMatch {
  const phrasings = documents.map(({ title, aliases }) =>
    [title, ...aliases].map((text) => {
      const terms = [...new Set(extract(text))];
      return { terms, all: terms.reduce((sum, term) => sum + idf(term), 0) };
    }),
  );
  const facetNames = documents.map(
    ({ title, aliases }) => new Set([title, ...aliases].flatMap(facetsOf).map(({ name }) => name)),
  );
  return {
    share({ said }, document) {
      let best = 0;
      for (const { terms, all } of phrasings[document]!) {
        let met = 0;
        for (const term of terms) {
          const weight = said.get(term);
          if (weight) met += weight * idf(term);
        }
        if (all > 0 && met / all > best) best = met / all;
      }
      return best;
    },
    facets({ facets }, document) {
      if (facets.length === 0) return 0;
      return facets.filter(({ name }) => facetNames[document]!.has(name)).length / facets.length;
    },
  };
}
