import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { openCity } from "../../scripts/evaluation/open-city.ts";
import {
  type AnswerableQuestion,
  checkQuestions,
  type Question,
  readOutOfScope,
  readQuestions,
} from "../../scripts/evaluation/questions.ts";
import { createReport, figureNamed, type Report } from "../../scripts/evaluation/report.ts";
import { runEvaluation } from "../../scripts/evaluation/run.ts";
import { loadedLanguage, misakiFolder } from "../helper.ts";

/**
 * Answers may not get worse unnoticed. To renew baseline.json after a change that is meant, measure as below and copy
 * the figures of these names:
 *
 *     cd test/evaluation; npm run evaluate -- --city misaki --date 2026-11-22 --json /tmp/misaki.json \
 *       $(ls $PWD/misaki-*.jsonl | grep -v unanswerable | sed 's/^/--queries /') \
 *       $(ls $PWD/misaki-*.unanswerable.jsonl | sed 's/^/--out-of-scope /')
 */
const tolerance = 0.01;
/** Some documents are served for a season only; the questions were written for this day. */
const moment = Date.parse("2026-11-22T12:00:00Z");

let baseline: Record<string, number>;
let answerable: AnswerableQuestion[];
let outOfScope: Question[];
let warnings: string[];
let report: Report;

beforeAll(async () => {
  const names = (await readdir(import.meta.dirname)).filter((name) => /^misaki-.*\.jsonl$/.test(name)).sort();
  const paths = names.map((name) => join(import.meta.dirname, name));
  const isUnanswerable = (path: string) => path.endsWith(".unanswerable.jsonl");
  const read = await readQuestions(paths.filter((path) => !isUnanswerable(path)));
  outOfScope = await readOutOfScope(paths.filter(isUnanswerable));
  baseline = JSON.parse(await readFile(join(import.meta.dirname, "baseline.json"), "utf8"));
  const evaluated = await openCity({ folder: misakiFolder, language: await loadedLanguage(), moment });
  ({ questions: answerable, warnings } = checkQuestions(read, evaluated.city.documents));
  report = createReport(evaluated, await runEvaluation(evaluated, { answerable, outOfScope, leaveOut: false }));
  await evaluated.close();
});

test("the sets have at least 400 questions, at least 90 of them without an answer", () => {
  expect(answerable.length + outOfScope.length).toBeGreaterThanOrEqual(400);
  expect(outOfScope.length).toBeGreaterThanOrEqual(90);
});

test("the sets name only documents that exist, and ask nothing twice", () => {
  expect(warnings).toEqual([]);
  const asked = [...answerable, ...outOfScope].map(({ query }) => query);
  expect(asked.filter((query, i) => asked.indexOf(query) !== i)).toEqual([]);
});

test.each(["ndcg10", "recall10", "hit3Grade2", "aurocOutOfScope", "relevantShownShare"])(
  "%s is no more than one point below the baseline",
  (name) => {
    expect(figureNamed(report, name).value).toBeGreaterThanOrEqual(baseline[name]! - tolerance);
  },
);
