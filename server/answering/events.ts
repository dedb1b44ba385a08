import type { Answer, Choice, Citation, Contact, Hotline, Kind, Statement } from "../contract.ts";

/** What `ask` says, in this order; each statement comes after the citations it rests on. */
export type AnswerEvent =
  | { type: "start"; id: string; conversationId: string; language: string; asOf: string }
  | { type: "kind"; kind: Kind }
  | { type: "hotlines"; hotlines: Hotline[] }
  | { type: "citation"; citation: Citation }
  | { type: "statement"; statement: Statement }
  | { type: "choices"; choices: Choice[] }
  | { type: "contact"; contact: Contact }
  | { type: "related"; related: string[] }
  | { type: "finish" };

/** Folds the events of one question into an answer. Throws when they break off before `finish`. */
export async function collectAnswer(events: AsyncIterable<AnswerEvent>): Promise<Answer> {
  const answer: Answer = {
    id: "",
    conversationId: "",
    kind: "unavailable",
    statements: [],
    citations: [],
    choices: [],
    related: [],
    language: "",
    asOf: "",
  };
  for await (const event of events) {
    if (event.type === "finish") return answer;
    const { type, ...rest } = event;
    if (type === "citation") answer.citations.push(event.citation);
    else if (type === "statement") answer.statements.push(event.statement);
    else Object.assign(answer, rest);
  }
  throw new Error("The answer broke off before it was finished");
}
