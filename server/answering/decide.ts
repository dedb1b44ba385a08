import type { Document, RetrievedDocument } from "../domain.ts";
import type { Retrieval } from "../retrieval/retriever.ts";

/** What to do with what was found. */
export type Decision =
  | { type: "answer"; document: Document }
  | { type: "clarify"; candidates: Document[] }
  | { type: "unanswerable" };

const unanswerable: Decision = { type: "unanswerable" };

/** From this confidence on the first document is shown as the answer. */
const answerFrom = 0.55;
/** From this confidence in the first three they are offered as choices. */
export const clarifyFrom = 0.42;
/** A short question whose every word an entry's own question holds means something here, however common the words. */
const namesSubject = { coverage: 0.99, titleShare: 0.3 };
/** A choice must not be much worse than the first one. */
const choiceShare = 0.5;
const maximumChoices = 3;

/** Answer, ask back, or admit that nothing was found. */
export function decide({ documents, confidence, signals }: Retrieval, { followUp }: { followUp?: unknown }): Decision {
  const [first] = documents;
  const isNamed = signals.coverage >= namesSubject.coverage && signals.titleShare >= namesSubject.titleShare;
  const isFound = confidence.first >= answerFrom || confidence.shortlist >= clarifyFrom || isNamed;
  if (!first || !isFound) return unanswerable;
  // A follow-up goes on from what was answered: asking back would break it off.
  if (confidence.first >= answerFrom || followUp) return { type: "answer", document: first.document };
  const candidates = choicesAmong(documents, first);
  // One candidate alone is no choice, and was not sure enough to be the answer.
  return candidates.length > 1 ? { type: "clarify", candidates } : unanswerable;
}

function choicesAmong(documents: RetrievedDocument[], first: RetrievedDocument): Document[] {
  return documents
    .filter(({ score, document }) => score >= choiceShare * first.score && document.kind !== "article")
    .slice(0, maximumChoices)
    .map(({ document }) => document);
}
