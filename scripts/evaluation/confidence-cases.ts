import { isServableOn } from "../../server/answering/related.ts";
import { isInScope } from "../../server/answering/scope.ts";
import type { City } from "../../server/cities.ts";
import { localTime } from "../../server/city/local-time.ts";
import { noSignals, type Signals } from "../../server/retrieval/confidence.ts";
import type { Example } from "./logistic.ts";
import { type Grades, hit } from "./metrics.ts";
import { type EvaluatedCity, withoutDocuments } from "./open-city.ts";
import type { AnswerableQuestion, Question } from "./questions.ts";

/** Where a case comes from; leave-out is an answerable question without the documents that answer it. */
export type Origin = "answerable" | "outOfScope" | "leaveOut";

/** One question to one city: what the result looked like and whether it was right. */
export interface Case {
  city: string;
  query: string;
  origin: Origin;
  signals: Signals;
  /** Whether the first document, and one of the first three, is relevant (grade 1 or more). */
  right: Record<Model, boolean>;
}

export type Model = "first" | "shortlist";

const signalNames = Object.keys(noSignals) as (keyof Signals)[];
/** What each model looks at: those that server/retrieval/confidence.ts has weights for. */
export const featuresOf: Record<Model, (keyof Signals)[]> = {
  first: signalNames.filter((name) => name !== "coverage"),
  shortlist: signalNames.filter((name) => name !== "coverage" && name !== "lead"),
};

/** How much a case of each origin counts; at 0 it is only predicted, never learnt from. */
export type Weighting = Record<Origin, number>;

/** Asks the city's retriever all questions. */
export async function collectCases(
  { city, language, moment }: EvaluatedCity,
  sets: { answerable: AnswerableQuestion[]; outOfScope: Question[] },
): Promise<Case[]> {
  const isServable = isServableOn(localTime(moment, city.profile.timezone).date);
  const caseOf = async (from: City, query: string, origin: Origin, relevant: Grades): Promise<Case> => {
    const { documents, signals } = await from.retriever.retrieve(query, { limit: 3, isServable });
    const ranked = documents.map(({ document }) => document.id);
    const right = { first: hit(ranked, relevant, 1, 1) === 1, shortlist: hit(ranked, relevant, 3, 1) === 1 };
    return { city: city.profile.name, query, origin, signals, right };
  };
  const cases: Case[] = [];
  for (const { query, relevant } of sets.answerable) {
    cases.push(await caseOf(city, query, "answerable", relevant));
    const without = withoutDocuments(city, new Set(Object.keys(relevant).filter((id) => relevant[id]! >= 1)));
    cases.push(await caseOf(without, query, "leaveOut", {}));
  }
  for (const { query } of sets.outOfScope) cases.push(await caseOf(city, query, "outOfScope", {}));
  // What is turned away without looking has no confidence to be learnt.
  return cases.filter(({ query }) => isInScope(query, city, language.analyze));
}

/** Cases as examples for a model. */
export function toExamples(cases: Case[], model: Model, weighting: Weighting): Example[] {
  return cases.map(({ query, origin, signals, right }) => ({
    features: featuresOf[model].map((name) => signals[name]),
    label: right[model],
    weight: weighting[origin],
    // The same question may be put to several cities.
    group: query,
  }));
}
