import type { Document } from "../domain.ts";
import type { TermExtractor } from "./terms.ts";

/** How much of a document's question, or of its best other way of asking, the resident's question says: 0–1. */
export type TitleMatch = (said: Map<string, number>, document: number) => number;

/**
 * The other side of relevance: keyword scores ask how much of the resident's question a document meets;
 * this asks how much of the document's own question was asked for. An entry on a special case
 * (「小さく生まれた赤ちゃんの医療費」) is not the answer to a plain question (「赤ちゃんが生まれた」).
 * `said` gives the resident's words, and those the thesaurus puts for them, a weight of 0–1.
 */
export function createTitleMatch(
  documents: Document[],
  extract: TermExtractor,
  idf: (term: string) => number,
): TitleMatch {
  const phrasings = documents.map(({ title, aliases }) =>
    [title, ...aliases].map((text) => {
      const terms = [...new Set(extract(text))];
      return { terms, total: terms.reduce((sum, term) => sum + idf(term), 0) };
    }),
  );
  return (said, document) => {
    let best = 0;
    for (const { terms, total } of phrasings[document]!) {
      let met = 0;
      for (const term of terms) {
        const weight = said.get(term);
        if (weight) met += weight * idf(term);
      }
      if (total > 0 && met / total > best) best = met / total;
    }
    return best;
  };
}
