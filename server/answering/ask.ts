import { randomUUID } from "node:crypto";
import type { City } from "../cities.ts";
import { contactCard } from "../city/contact.ts";
import { localTime } from "../city/local-time.ts";
import { departmentFor } from "../city/profile.ts";
import type { AskRequest, Kind } from "../contract.ts";
import type { Document, Turn } from "../domain.ts";
import type { Language } from "../language.ts";
import { foundNothing } from "../retrieval/retriever.ts";
import type { ConversationStore } from "../storage/ports.ts";
import { decide } from "./decide.ts";
import { noDraft } from "./draft.ts";
import type { AnswerEvent } from "./events.ts";
import { extractGrounded } from "./extract.ts";
import { isServableOn, relatedQuestions } from "./related.ts";
import { isInScope } from "./scope.ts";
import { screen } from "./screen.ts";
import { understand } from "./understand.ts";

export interface AskDependencies {
  city: City;
  conversations: ConversationStore;
  language: Language;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Told when a question could not be recorded; the resident is answered all the same. */
  onRecordFailure: (error: unknown) => void;
}

/** How many turns a follow-up may look back. */
const rememberedTurns = 4;

/** Answers one question from what the city has published, or says that it cannot: the whole use case. */
export async function* ask(request: AskRequest, dependencies: AskDependencies): AsyncGenerator<AnswerEvent> {
  const { city, language, clock } = dependencies;
  const askedAt = clock();
  const id = randomUUID();
  const conversationId = request.conversationId ?? randomUUID();
  yield { type: "start", id, conversationId, language: "ja", asOf: new Date(city.indexedAt).toISOString() };

  const screened = screen(request.question, language.mask);
  const record = (kind: Kind, more: Partial<Turn> = {}) =>
    recordTurn(dependencies, {
      id,
      conversationId,
      city: city.profile.id,
      askedAt,
      question: screened.question,
      kind,
      confidence: 0,
      documentIds: [],
      durationMs: clock() - askedAt,
      ...more,
    });

  if (screened.crisis) {
    record("crisis");
    yield { type: "kind", kind: "crisis" };
    yield { type: "hotlines", hotlines: city.profile.hotlines };
    yield contactFor(city, askedAt);
    return yield { type: "finish" };
  }

  const history = request.conversationId ? await recentTurns(dependencies, conversationId) : [];
  const understood = understand(screened.question, history, { extract: language.extract, documents: city.documents });
  const isServable = isServableOn(localTime(askedAt, city.profile.timezone).date);
  const retrieval = isInScope(screened.question, city, language.analyze)
    ? await city.retriever.retrieve(understood.question, { followUp: understood.followUp, isServable })
    : foundNothing;
  const decision = decide(retrieval, understood);
  const draft =
    decision.type === "answer" ? extractGrounded(screened.question, decision.document, understood, city) : noDraft;
  const outcome = {
    confidence: retrieval.confidence.first,
    ...(understood.followUp && { understoodAs: understood.question }),
  };

  if (decision.type === "clarify") {
    record("clarification", { ...outcome, documentIds: decision.candidates.map((document) => document.id) });
    yield { type: "kind", kind: "clarification" };
    yield { type: "choices", choices: decision.candidates.map(({ title }) => ({ label: title, question: title })) };
    yield contactFor(city, askedAt, decision.candidates[0]);
  } else if (decision.type === "answer" && draft.statements.length > 0) {
    record("extracted", { ...outcome, documentIds: [decision.document.id] });
    yield { type: "kind", kind: "extracted" };
    for (const citation of draft.citations) yield { type: "citation", citation };
    for (const statement of draft.statements) yield { type: "statement", statement };
    yield contactFor(city, askedAt, decision.document);
    const related = relatedQuestions(decision.document, city.documents, retrieval.documents, isServable);
    yield { type: "related", related };
  } else {
    record("unanswerable", outcome);
    yield { type: "kind", kind: "unanswerable" };
    yield contactFor(city, askedAt);
  }
  yield { type: "finish" };
}

function contactFor({ profile }: City, moment: number, document?: Document): AnswerEvent {
  return { type: "contact", contact: contactCard(profile, departmentFor(profile, document), moment) };
}

async function recentTurns({ conversations, city }: AskDependencies, conversationId: string): Promise<Turn[]> {
  // A database that fails costs the follow-up, not the answer.
  return conversations.recent(city.profile.id, conversationId, rememberedTurns).catch(() => []);
}

function recordTurn({ conversations, onRecordFailure }: AskDependencies, turn: Turn): void {
  conversations.append(turn).catch(onRecordFailure);
}
