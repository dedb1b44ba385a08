import { parseArgs } from "node:util";
import { isServableOn } from "../../server/answering/related.ts";
import { localTime } from "../../server/city/local-time.ts";
import { loadLanguage } from "../../server/language.ts";
import { fail } from "../command-line.ts";
import { ablationRows, productName, type Ranker } from "./ablation-rows.ts";
import { readAblationCity } from "./ablation-source.ts";
import { bootstrapInterval } from "./bootstrap.ts";
import { decimals, difference, markdownTable } from "./markdown-table.ts";
import { hit, mean, ndcg, recall } from "./metrics.ts";
import { readOpening, usableQuestions } from "./opening.ts";
import type { AnswerableQuestion } from "./questions.ts";

/** npm run ablation: takes the retriever apart one part at a time and measures what each is worth. */

const usage =
  "npm run ablation -- (--city-dir DIR | --city ID) --queries FILE.jsonl [--queries FILE2.jsonl …] [--date YYYY-MM-DD]";
const depth = 10;

/** One value a question. */
interface Scores {
  ndcg10: number[];
  recall10: number[];
  hit1: number[];
  hit3: number[];
}

const values = readArguments();
const { folder, moment, questions: read } = await readOpening(values, usage);
const { profile, ingredients } = await readAblationCity(folder, await loadLanguage());
const isServable = isServableOn(localTime(moment, profile.timezone).date);
const ids = new Set(ingredients.documents.map(({ id }) => id));
const questions = usableQuestions(read, ids);

const rows = ablationRows(ingredients);
const product = rows.find(({ name }) => name === productName)!;
const productScores = scoresOf(await rankingsBy(await product.create()));

const lines: string[][] = [];
for (const { name, create } of rows) {
  lines.push(toLine(name, name === productName ? productScores : scoresOf(await rankingsBy(await create()))));
  process.stderr.write(`${name}\n`);
}
console.log(`${profile.name}: ${ids.size} documents, ${questions.length} questions\n`);
console.log(
  markdownTable(["", "nDCG@10", "Δ", "95 % of Δ", "Recall@10", "Δ", "first", "Δ", "first three", "Δ"], lines),
);

async function rankingsBy(rank: Ranker): Promise<string[][]> {
  const rankings: string[][] = [];
  for (const { query } of questions) rankings.push(await rank(query, depth, isServable));
  return rankings;
}

function scoresOf(rankings: string[][]): Scores {
  const each = (score: (ranked: string[], relevant: AnswerableQuestion["relevant"]) => number) =>
    rankings.map((ranked, i) => score(ranked, questions[i]!.relevant));
  return {
    ndcg10: each(ndcg),
    recall10: each(recall),
    hit1: each((ranked, relevant) => hit(ranked, relevant, 1, 2)),
    hit3: each((ranked, relevant) => hit(ranked, relevant, 3, 2)),
  };
}

/** Values and differences to the product; the interval is that of the paired difference, by bootstrap. */
function toLine(name: string, scores: Scores): string[] {
  const cells = (Object.keys(scores) as (keyof Scores)[]).flatMap((key) => {
    const gains = scores[key].map((value, i) => value - productScores[key][i]!);
    const [low, high] = bootstrapInterval([gains], mean);
    const interval = key === "ndcg10" ? [`${difference(low)} … ${difference(high)}`] : [];
    return [decimals(mean(scores[key])), difference(mean(gains)), ...interval];
  });
  return name === productName
    ? [name, ...cells.map((cell, i) => ([0, 3, 5, 7].includes(i) ? cell : ""))]
    : [name, ...cells];
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        city: { type: "string" },
        "city-dir": { type: "string" },
        queries: { type: "string", multiple: true },
        /** The day on which the questions are asked; today unless given. */
        date: { type: "string" },
      },
    }).values;
  } catch (error) {
    return fail(`${(error as Error).message}\n${usage}`);
  }
}
