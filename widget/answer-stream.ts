import type { Answer, Choice, Citation, Contact, Hotline, Kind } from "../server/contract.ts";

/** What is known of an answer while it arrives; `pending` is the statement not yet complete. */
export interface PartialAnswer extends Omit<Answer, "kind"> {
  kind?: Kind;
  pending: string;
}

/** The parts of the AI SDK UI message stream that mean something to the widget; others are ignored. */
export type StreamPart =
  | {
      type: "start";
      messageId: string;
      messageMetadata?: Partial<Pick<Answer, "conversationId" | "language" | "asOf">>;
    }
  | { type: "data-kind"; data: { kind: Kind } }
  | { type: "data-citation"; data: Citation }
  | { type: "text-start" }
  | { type: "text-delta"; delta: string }
  | { type: "data-statement"; data: { citations: number[] } }
  | { type: "data-choices"; data: Choice[] }
  | { type: "data-contact"; data: Contact }
  | { type: "data-hotlines"; data: Hotline[] }
  | { type: "data-related"; data: string[] }
  | { type: "finish"; messageMetadata?: { kind?: Kind } }
  | { type: "error" };

export const emptyAnswer: PartialAnswer = {
  id: "",
  conversationId: "",
  statements: [],
  citations: [],
  choices: [],
  related: [],
  language: "ja",
  asOf: "",
  pending: "",
};

/** The answer with one more part folded in. */
export function fold(answer: PartialAnswer, part: StreamPart): PartialAnswer {
  switch (part.type) {
    case "start":
      return { ...answer, ...part.messageMetadata, id: part.messageId };
    case "data-kind":
      return { ...answer, kind: part.data.kind };
    case "data-citation":
      return { ...answer, citations: [...answer.citations, part.data] };
    case "text-start":
      return { ...answer, pending: "" };
    case "text-delta":
      return { ...answer, pending: answer.pending + part.delta };
    case "data-statement":
      return {
        ...answer,
        pending: "",
        statements: [...answer.statements, { text: answer.pending, citations: part.data.citations }],
      };
    case "data-choices":
      return { ...answer, choices: part.data };
    case "data-contact":
      return { ...answer, contact: part.data };
    case "data-hotlines":
      return { ...answer, hotlines: part.data };
    case "data-related":
      return { ...answer, related: part.data };
    case "finish":
      // Text that never became a statement has no source, and is not shown.
      return { ...answer, ...part.messageMetadata, pending: "" };
    default:
      return answer;
  }
}
