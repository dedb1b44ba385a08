import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../server/paths.ts";

/** A city and the questions to it from which weights are learnt. */
export interface TrainingSet {
  folder: string;
  answerable: string[];
  outOfScope: string[];
}

/** The questions of みさき市 were written for this day; some of its documents are served for a season only. */
export const trainingMoment = Date.parse("2026-11-22T12:00:00Z");

const sets = join(projectRoot, "test/evaluation");
const publicSet = join(projectRoot, "../shared/eval/localgovfaq");
/** Questions that no city answers. */
const anyCity = join(sets, "any-city.unanswerable.jsonl");

/** みさき市 and, where it is there, the public set: its questions for development and those written for this project. */
export async function trainingSets(): Promise<TrainingSet[]> {
  const names = (await readdir(sets)).filter((name) => /^misaki-.*\.jsonl$/.test(name)).sort();
  const isUnanswerable = (name: string) => name.endsWith(".unanswerable.jsonl");
  const misaki = {
    folder: join(projectRoot, "corpus/misaki"),
    answerable: names.filter((name) => !isUnanswerable(name)).map((name) => join(sets, name)),
    outOfScope: [...names.filter(isUnanswerable).map((name) => join(sets, name)), anyCity],
  };
  const localgovfaq = {
    folder: publicSet,
    answerable: [join(publicSet, "queries.dev.jsonl"), join(sets, "localgovfaq-written.jsonl")],
    outOfScope: [join(publicSet, "out_of_scope.dev.jsonl"), anyCity],
  };
  if (existsSync(publicSet)) return [misaki, localgovfaq];
  console.warn(`There is no ${publicSet}: only みさき市 is learnt from.`);
  return [misaki];
}
