import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { loadLanguage } from "../server/language.ts";
import { createEmbeddings } from "../server/models.ts";
import { config, fail } from "./command-line.ts";
import { openCity } from "./evaluation/open-city.ts";
import { readOpening, usableQuestions } from "./evaluation/opening.ts";
import { toPage } from "./evaluation/page.ts";
import { readOutOfScope } from "./evaluation/questions.ts";
import { createReport, toJson } from "./evaluation/report.ts";
import { runEvaluation } from "./evaluation/run.ts";
import { toTable } from "./evaluation/table.ts";

const usage = [
  "npm run evaluate -- (--city-dir DIR | --city ID) --queries FILE.jsonl [--queries FILE2.jsonl …]",
  "  [--out-of-scope FILE.jsonl …] [--leave-out] [--date YYYY-MM-DD] [--json FILE] [--html FILE]",
].join("\n");

const values = readArguments();
const { folder, moment, questions: read } = await readOpening(values, usage);
const outOfScope = await readOutOfScope(values["out-of-scope"] ?? []).catch((error: Error) => fail(error.message));
const language = await loadLanguage();
const evaluated = await openCity({ folder, language, model: await createEmbeddings(config), moment }).catch(
  (error: Error) => fail(error.message),
);
const questions = usableQuestions(read, evaluated.city.documents);

const outcomes = await runEvaluation(evaluated, { answerable: questions, outOfScope, leaveOut: values["leave-out"] });
const report = createReport(evaluated, outcomes);
console.log(`${report.city}: 文書 ${report.documents}、質問 ${questions.length}、範囲外 ${outOfScope.length}\n`);
console.log(toTable(report.figures));
if (values.json) await write(values.json, `${JSON.stringify(toJson(report), null, 2)}\n`);
if (values.html) await write(values.html, toPage(report, evaluated));
await evaluated.close();

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: Error) => fail(`${path} に書けません（${error.message}）`));
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        city: { type: "string" },
        "city-dir": { type: "string" },
        queries: { type: "string", multiple: true },
        "out-of-scope": { type: "string", multiple: true },
        "leave-out": { type: "boolean", default: false },
        /** The day on which the questions are asked, for documents that are served for a time only; today unless given. */
        date: { type: "string" },
        json: { type: "string" },
        html: { type: "string" },
      },
    }).values;
  } catch (error) {
    return fail(`${(error as Error).message}\n${usage}`);
  }
}
