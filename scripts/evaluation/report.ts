import type { Interval } from "./bootstrap.ts";
import { type Figure, figuresOf } from "./figures.ts";
import { type ReliabilityBin, type RiskCoveragePoint, reliabilityBins, riskCoverage } from "./metrics.ts";
import type { EvaluatedCity } from "./open-city.ts";
import type { Outcome, Outcomes } from "./run.ts";
import { predictionOf, scoreOf } from "./scores.ts";

/** Everything that was measured: what the table, the JSON and the page are made from. */
export interface Report {
  city: string;
  documents: number;
  /** Milliseconds since 1970: when the questions were asked. */
  moment: number;
  figures: Figure[];
  reliability: ReliabilityBin[];
  riskCoverage: RiskCoveragePoint[];
  outcomes: Outcomes;
}

export function createReport({ city, moment }: EvaluatedCity, outcomes: Outcomes): Report {
  const predictions = outcomes.answerable.map(predictionOf);
  return {
    city: city.profile.name,
    documents: city.documents.size,
    moment,
    figures: figuresOf(outcomes),
    reliability: reliabilityBins(predictions),
    riskCoverage: riskCoverage(predictions),
    outcomes,
  };
}

/** The figure of this name. Throws on an unknown one. */
export function figureNamed({ figures }: Report, name: string): Figure {
  const found = figures.find((figure) => figure.name === name);
  if (!found) throw new Error(`There is no figure named ${name}`);
  return found;
}

/** Figures by name, their intervals, and every question. What could not be measured (NaN) becomes null. */
export function toJson(report: Report): Record<string, unknown> {
  const { city, documents, moment, figures, outcomes } = report;
  return {
    city,
    documents,
    moment: new Date(moment).toISOString(),
    counts: {
      answerable: outcomes.answerable.length,
      outOfScope: outcomes.outOfScope.length,
      leaveOut: outcomes.leaveOut.length,
    },
    ...Object.fromEntries(figures.map(({ name, value }) => [name, value])),
    intervals: Object.fromEntries(
      figures.flatMap(({ name, interval }): [string, Interval][] => (interval ? [[name, interval]] : [])),
    ),
    reliability: report.reliability,
    riskCoverage: report.riskCoverage,
    queries: outcomes.answerable.map((outcome) => ({ ...withoutTime(outcome), ...scoreOf(outcome) })),
    outOfScope: outcomes.outOfScope.map(withoutTime),
    leaveOut: outcomes.leaveOut.map(withoutTime),
  };
}

/** Times differ from run to run: without them, two runs can be compared line by line. */
function withoutTime<T extends Outcome>({ askMilliseconds: _, ...outcome }: T): Omit<T, "askMilliseconds"> {
  return outcome;
}
