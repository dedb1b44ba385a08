import { isServableOn } from "../../server/answering/related.ts";
import { isInScope } from "../../server/answering/scope.ts";
import type { City } from "../../server/cities.ts";
import { localTime } from "../../server/city/local-time.ts";
import type { Kind } from "../../server/contract.ts";
import type { Grades } from "./metrics.ts";
import { type EvaluatedCity, withoutDocuments } from "./open-city.ts";
import type { AnswerableQuestion, Question } from "./questions.ts";

/** What the product made of one question. */
export interface Outcome {
  id: string;
  query: string;
  /** Ids of the first documents, best first, at most ten. */
  ranked: string[];
  /** That the first document answers. */
  confidence: number;
  kind: Kind;
  /** Ids of the documents that the answer cites, in order, and of those it offers as choices. */
  cited: string[];
  offered: string[];
  askMilliseconds: number;
}

export interface AnswerableOutcome extends Outcome {
  relevant: Grades;
}

export interface Outcomes {
  answerable: AnswerableOutcome[];
  outOfScope: Outcome[];
  /** The answerable questions, asked again without the documents that answer them. */
  leaveOut: Outcome[];
  /** `retrieve` of each answerable question, new to an index in a process that is warm. */
  queryMicroseconds: number[];
}

export interface EvaluationSets {
  answerable: AnswerableQuestion[];
  outOfScope: Question[];
  leaveOut: boolean;
}

/** How many documents are looked at. */
const depth = 10;

/** Asks every question. */
export async function runEvaluation(evaluated: EvaluatedCity, sets: EvaluationSets): Promise<Outcomes> {
  const { city } = evaluated;
  const queryMicroseconds = await timeRetrieval(evaluated, sets.answerable);
  const outcomes: Outcomes = { answerable: [], outOfScope: [], leaveOut: [], queryMicroseconds };
  for (const question of sets.answerable) {
    const { relevant } = question;
    outcomes.answerable.push({ ...(await askOne(evaluated, city, question)), relevant });
    if (!sets.leaveOut) continue;
    const without = withoutDocuments(city, new Set(Object.keys(relevant).filter((id) => relevant[id]! >= 1)));
    outcomes.leaveOut.push(await askOne(evaluated, without, question));
  }
  for (const question of sets.outOfScope) outcomes.outOfScope.push(await askOne(evaluated, city, question));
  return outcomes;
}

async function askOne(evaluated: EvaluatedCity, city: City, { id, query }: Question): Promise<Outcome> {
  // The retriever remembers questions: what is timed comes first.
  const startedAt = performance.now();
  const { kind, citations, choices } = await evaluated.answer(city, query);
  const askMilliseconds = performance.now() - startedAt;
  const { documents, confidence } = await city.retriever.retrieve(query, retrieveOptions(evaluated));
  const inScope = isInScope(query, city, evaluated.language.analyze);
  return {
    id,
    query,
    ranked: documents.map(({ document }) => document.id),
    confidence: inScope ? confidence.first : 0,
    kind,
    cited: [...new Set(citations.map(({ documentId }) => documentId))],
    offered: choices.flatMap(({ question }) => idsTitled(question, city)),
    askMilliseconds,
  };
}

/** The same documents may be served as in `ask`. */
function retrieveOptions({ city, moment }: EvaluatedCity) {
  return { limit: depth, isServable: isServableOn(localTime(moment, city.profile.timezone).date) };
}

/** A choice names its document by the title only. */
function idsTitled(wanted: string, { documents }: City): string[] {
  return [...documents.values()].filter(({ title }) => title === wanted).map(({ id }) => id);
}

/**
 * What comes first pays for the compilation of everything, and a question that comes again is remembered: so all are
 * asked of one index first, and timed on another that has not seen them.
 */
async function timeRetrieval(evaluated: EvaluatedCity, questions: Question[]): Promise<number[]> {
  const warmingUp = await evaluated.reopen();
  for (const question of questions) await askOne(evaluated, warmingUp, question);
  const { retriever } = await evaluated.reopen();
  const options = retrieveOptions(evaluated);
  const times: number[] = [];
  for (const { query } of questions) {
    const startedAt = performance.now();
    await retriever.retrieve(query, options);
    times.push((performance.now() - startedAt) * 1000);
  }
  return times;
}
