import type { Document } from "../../server/domain.ts";
import type { TermExtractor } from "../../server/retrieval/terms.ts";
import type { Concept, Thesaurus } from "../../server/retrieval/thesaurus.ts";

/** Relations of the thesaurus (0–1) weaker than this say too little to be shown. */
const shownFrom = 0.5;

/** A word of the question that a document has. */
export interface MatchedWord {
  word: string;
  /** The document's own word, where the thesaurus joins the two. */
  as?: string;
  /** Whether it stands in the document's question or another way of asking it, or only in the text. */
  inTitle: boolean;
}

export interface WordMatch {
  matched: MatchedWord[];
  /** Words of the question that the document lacks: what staff could write into it. */
  missing: string[];
}

/** Shows, in dictionary forms, on which words a question and a document agree. */
export type WordMatcher = (question: string, document: Document) => WordMatch;

export function createWordMatcher(extract: TermExtractor, thesaurus: Thesaurus): WordMatcher {
  return (question, document) => {
    const words = [...new Set(extract(question))];
    const inTitle = new Set([document.title, ...document.aliases].flatMap(extract));
    const anywhere = new Set([
      ...inTitle,
      ...document.chunks.flatMap(({ place = "", text }) => extract(`${place} ${text}`)),
    ]);
    const concepts = thesaurus.match(words);
    const direct = words.filter((word) => anywhere.has(word)).map((word) => ({ word, inTitle: inTitle.has(word) }));
    const met = new Set(direct.map(({ word }) => word));
    const joined = concepts
      .filter(({ terms }) => terms.some((term) => !met.has(term)))
      .flatMap((concept) => standIn(concept, inTitle, anywhere) ?? []);
    for (const { terms } of joined) for (const term of terms) met.add(term);
    return {
      matched: [...direct, ...joined.map(({ match }) => match)],
      missing: words.filter((word) => !met.has(word)),
    };
  };
}

/** The strongest of a concept's stand-ins that the document has. */
function standIn({ terms, targets }: Concept, inTitle: Set<string>, anywhere: Set<string>) {
  const [best] = targets
    .filter((target) => target.weight >= shownFrom && target.terms.every((term) => anywhere.has(term)))
    .sort((a, b) => b.weight - a.weight);
  if (!best) return undefined;
  const match: MatchedWord = {
    word: terms.join(""),
    as: best.terms.join(""),
    inTitle: best.terms.every((term) => inTitle.has(term)),
  };
  return { terms, match };
}
