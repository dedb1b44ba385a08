import type { Document } from "../../server/domain.ts";
import type { Language } from "../../server/language.ts";
import { normalize } from "../../server/retrieval/normalize.ts";
import type { Concept, Thesaurus } from "../../server/retrieval/thesaurus.ts";

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

/** Relations of the thesaurus (0–1) weaker than this say too little to be shown. */
const shownFrom = 0.5;
const singleKana = /^[ぁ-んー]$/;

export function createWordMatcher({ analyze, extract }: Language, thesaurus: Thesaurus): WordMatcher {
  /** Term → the word as people write it: terms are folded to one spelling (ボランティア is ぼらんてぃあ). */
  function namesOf(text: string): Map<string, string> {
    const names = new Map(extract(text).map((term) => [term, term]));
    for (const { lemma } of analyze(normalize(text))) {
      const [term, ...others] = extract(lemma);
      if (term && others.length === 0 && names.has(term)) names.set(term, lemma);
    }
    return names;
  }

  return (question, document) => {
    const asked = namesOf(question);
    const inTitle = namesOf([document.title, ...document.aliases].join("\n"));
    const inText = namesOf(document.chunks.map(({ place = "", text }) => `${place}\n${text}`).join("\n"));
    const written = new Map([...inText, ...inTitle]);
    const direct = [...asked.keys()].filter((term) => written.has(term));
    const standIns = standInsFor(
      thesaurus.match([...asked.keys()]).filter(({ terms }) => !terms.every((term) => direct.includes(term))),
      written,
    );
    const met = new Set([...direct, ...standIns.flatMap(({ terms }) => terms)]);
    const name = (terms: string[], names: Map<string, string>) => terms.map((term) => names.get(term) ?? term).join("");
    return {
      matched: [
        ...direct.map((term) => ({ word: name([term], asked), inTitle: inTitle.has(term) })),
        ...standIns.map(({ terms, target }) => ({
          word: name(terms, asked),
          as: name(target, written),
          inTitle: target.every((term) => inTitle.has(term)),
        })),
      ],
      missing: [...asked].filter(([term]) => !met.has(term) && !singleKana.test(term)).map(([, word]) => word),
    };
  };
}

/** Of each concept the strongest target that the document has; a target only once. */
function standInsFor(concepts: Concept[], written: Map<string, string>): { terms: string[]; target: string[] }[] {
  const found = concepts.flatMap(({ terms, targets }) => {
    const [best] = targets
      .filter(({ weight, terms: target }) => weight >= shownFrom && target.every((term) => written.has(term)))
      .sort((a, b) => b.weight - a.weight);
    return best ? [{ terms, target: best.terms }] : [];
  });
  const keys = found.map(({ target }) => target.join(" "));
  return found.filter((_, i) => keys.indexOf(keys[i]!) === i);
}
