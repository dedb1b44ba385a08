import type { Turn } from "../domain.ts";
import { withoutFacets } from "../retrieval/facets.ts";
import type { TermExtractor } from "../retrieval/terms.ts";

/** A question as it is looked up. */
export interface Understood {
  /** Whole without the conversation. */
  question: string;
  /** Set when it went on from the turn before. */
  followUp: boolean;
  /** Documents the conversation is about. */
  preferred: string[];
}

const pointsBack = /(?:それ|これ|あれ|そちら|こちら|その|この|さっき|先ほど|上の|同じ|そこ|じゃあ|では、)/;
/** Outcomes after which there is something to go on from. */
const goesOnFrom = new Set(["extracted", "generated"]);

/**
 * Makes a follow-up whole: a question that names no subject of its own (「それはいつまで？」「手数料は？」)
 * takes that of the last answered turn.
 */
export function understand(question: string, history: Turn[], extract: TermExtractor): Understood {
  const whole = { question, followUp: false, preferred: [] };
  const last = history.findLast(({ kind }) => goesOnFrom.has(kind));
  if (!last) return whole;
  const ownTerms = extract(withoutFacets(question));
  const isFollowUp = ownTerms.length === 0 || (pointsBack.test(question) && ownTerms.length <= 2);
  if (!isFollowUp) return whole;
  return {
    question: `${last.understoodAs ?? last.question} ${question}`,
    followUp: true,
    preferred: last.documentIds,
  };
}
