import { type Facet, facetsOf } from "./facets.ts";
import { characterBigrams } from "./ngrams.ts";
import type { TermExtractor } from "./terms.ts";
import type { Concept, Thesaurus } from "./thesaurus.ts";

/** A question taken apart once, for everything that looks things up with it. */
export interface Query {
  text: string;
  /** The resident's own words. */
  terms: Set<string>;
  /** What the thesaurus puts for them. */
  concepts: Concept[];
  /** Own words and close stand-ins, each with how surely it was said (0–1). */
  said: Map<string, number>;
  bigrams: Set<string>;
  facets: Facet[];
}

/** Relations of the thesaurus at least this strong count as the resident's own words. */
const sayingWeight = 0.5;

/** Makes the reader of questions. */
export function createQueryReader(extract: TermExtractor, thesaurus?: Thesaurus): (text: string) => Query {
  return (text) => {
    const words = extract(text);
    const concepts = thesaurus?.match(words) ?? [];
    return {
      text,
      terms: new Set(words),
      concepts,
      said: saidBy(words, concepts),
      bigrams: new Set(characterBigrams(text)),
      facets: facetsOf(text),
    };
  };
}

function saidBy(words: string[], concepts: Concept[]): Map<string, number> {
  const said = new Map<string, number>();
  for (const { targets } of concepts)
    for (const { terms, weight } of targets)
      if (weight >= sayingWeight) for (const term of terms) said.set(term, Math.max(said.get(term) ?? 0, weight));
  for (const word of words) said.set(word, 1);
  return said;
}
