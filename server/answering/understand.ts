import type { Document, Turn } from "../domain.ts";
import { answersFacet, facetsOf, withoutFacets } from "../retrieval/facets.ts";
import type { FollowUp } from "../retrieval/match.ts";
import type { TermExtractor } from "../retrieval/terms.ts";

/** A question as it is looked up. */
export interface Understood {
  /** Whole without the conversation. */
  question: string;
  /** Set when it went on from the turn before. */
  followUp?: FollowUp;
}

const pointsBack = /(?:それ|これ|あれ|そちら|こちら|その|この|さっき|先ほど|上の|同じ|そこ|じゃあ|では、)/;
/** What one does at a counter, whatever it is about: such words name no subject. */
const anyErrand =
  /申し?込(?:む|み|め|ん)?|申請(?:書)?|届け?(?:出|る|ける)?|手続き?|提出|受け?取|もら[えいう]|出せ|出す|払[えうい]|納め|使え|行け|でき(?:る|ます)|必要|場合|方法/g;
/** Outcomes after which there is something to go on from. */
const goesOnFrom = new Set(["extracted", "generated"]);

/**
 * Makes a follow-up whole: a question that names no subject of its own (「それはいつまで？」「手数料は？」)
 * takes that of the last answered turn.
 */
export function understand(
  question: string,
  history: Turn[],
  { extract, documents }: { extract: TermExtractor; documents: Map<string, Document> },
): Understood {
  const whole = { question };
  const last = history.findLast(({ kind }) => goesOnFrom.has(kind));
  if (!last) return whole;
  const ownTerms = extract(withoutFacets(question).replace(anyErrand, " "));
  const isFollowUp = ownTerms.length === 0 || (pointsBack.test(question) && ownTerms.length <= 2);
  if (!isFollowUp) return whole;
  const answers = (id: string) => answersFacets(question, documents.get(id));
  return {
    question: `${withoutFacets(last.understoodAs ?? last.question)} ${question}`,
    followUp: {
      preferred: last.documentIds.filter(answers),
      avoided: last.documentIds.filter((id) => !answers(id)),
    },
  };
}

/** Whether a document has a passage that answers what is asked; any does when nothing particular is. */
function answersFacets(question: string, document: Document | undefined): boolean {
  const asked = facetsOf(question);
  if (!document || asked.length === 0) return document !== undefined;
  return document.chunks.some((chunk) => answersFacet(chunk, asked));
}
