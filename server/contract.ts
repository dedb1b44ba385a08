import { type Static, type TSchema, Type } from "typebox";

/** Everything on the wire: each schema once, its type derived from it. The widget imports the types only. */

const object = <P extends Record<string, TSchema>>(properties: P, options = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options });

export const questionMaxLength = 500;

/** Not blank; no lone surrogates, control characters (but tab and line breaks) or bidirectional overrides. */
const writtenText =
  "^(?=[\\s\\S]*\\S)[^\\p{Cs}\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]*$";

const CityId = Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,63}$", description: "City id, such as misaki" });
const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{8,64}$" });

export const AskRequest = object({
  city: CityId,
  question: Type.String({
    minLength: 1,
    maxLength: questionMaxLength,
    pattern: writtenText,
    description: "The resident's words",
  }),
  conversationId: Type.Optional(Id),
  language: Type.Optional(Type.String({ pattern: "^[a-z]{2}(-[A-Za-z]{2,4})?$" })),
});
export type AskRequest = Static<typeof AskRequest>;

export const Kind = Type.Enum(
  ["extracted", "generated", "clarification", "guide", "unanswerable", "crisis", "declined", "unavailable"],
  { description: "The outcome of a question" },
);
export type Kind = Static<typeof Kind>;

export const Statement = object({
  text: Type.String({ description: "Markdown: paragraphs, lists, tables, links" }),
  citations: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, description: "Numbers of citations" }),
});
export type Statement = Static<typeof Statement>;

export const Citation = object({
  number: Type.Integer({ minimum: 1 }),
  documentId: Type.String(),
  title: Type.String(),
  url: Type.String({ description: "The published page; may be relative to this server" }),
  quote: Type.String({ description: "The published words, verbatim (Markdown)" }),
  place: Type.Optional(Type.String({ description: "Heading, or article, paragraph and item" })),
  department: Type.Optional(Type.String()),
  updatedAt: Type.String({ description: "Date of the last check, YYYY-MM-DD" }),
});
export type Citation = Static<typeof Citation>;

export const Choice = object({
  label: Type.String({ description: "What is shown" }),
  question: Type.String({ description: "What is asked when it is pressed" }),
});
export type Choice = Static<typeof Choice>;

export const Contact = object({
  department: Type.String(),
  phone: Type.String(),
  email: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
  place: Type.Optional(Type.String()),
  hours: Type.String({ description: "Opening hours in words" }),
  open: Type.Boolean({ description: "Whether it is open at this moment" }),
  opensAt: Type.Optional(Type.String({ description: "When closed: the next opening, ISO 8601 with offset" })),
});
export type Contact = Static<typeof Contact>;

export const Hotline = object({ name: Type.String(), phone: Type.String(), hours: Type.String() });
export type Hotline = Static<typeof Hotline>;

export const Answer = object({
  id: Type.String(),
  conversationId: Type.String(),
  kind: Kind,
  statements: Type.Array(Statement),
  citations: Type.Array(Citation),
  choices: Type.Array(Choice),
  contact: Type.Optional(Contact),
  hotlines: Type.Optional(Type.Array(Hotline)),
  related: Type.Array(Type.String()),
  language: Type.String(),
  asOf: Type.String({ description: "When the corpus was last indexed, ISO 8601" }),
});
export type Answer = Static<typeof Answer>;

export const CityProfile = object({
  id: Type.String(),
  name: Type.String(),
  languages: Type.Array(Type.String()),
  greeting: Type.String(),
  starters: Type.Array(Type.String()),
  contact: Contact,
});
export type CityProfile = Static<typeof CityProfile>;

export const SuggestQuery = object({
  city: CityId,
  q: Type.String({ minLength: 1, maxLength: 100, pattern: writtenText }),
});
export const Suggestions = object({ suggestions: Type.Array(Type.String({ description: "A published question" })) });
export type Suggestions = Static<typeof Suggestions>;

export const FeedbackRequest = object({
  city: CityId,
  answerId: Id,
  rating: Type.Enum(["helpful", "unhelpful"]),
  comment: Type.Optional(Type.String({ maxLength: 1000, pattern: writtenText })),
});
export type FeedbackRequest = Static<typeof FeedbackRequest>;

export const ErrorReply = object({
  error: object({
    code: Type.String({ description: "A stable word, such as invalid_request" }),
    message: Type.String(),
    requestId: Type.String(),
  }),
});
export type ErrorReply = Static<typeof ErrorReply>;
