import { basename } from "node:path";
import { isServableOn } from "../server/answering/related.ts";
import { localTime } from "../server/city/local-time.ts";
import { loadLanguage } from "../server/language.ts";
import { type RankingWeights, rankingWeights } from "../server/retrieval/ranking-weights.ts";
import { createRetriever } from "../server/retrieval/retriever.ts";
import { readAblationCity, toSource } from "./evaluation/ablation-source.ts";
import { decimals, markdownTable } from "./evaluation/markdown-table.ts";
import { mean, ndcg } from "./evaluation/metrics.ts";
import { checkQuestions, readQuestions } from "./evaluation/questions.ts";
import { type TrainingSet, trainingMoment, trainingSets } from "./evaluation/training-sets.ts";
import { createRandom } from "./random.ts";

/**
 * npm run train-ranking: looks for the weights of server/retrieval/ranking-weights.ts by random search (Bergstra &
 * Bengio, JMLR 13, 2012), each weight drawn around what it is, and shows by cross-validation
 * how much of the gain is chance. It changes nothing: the weights are printed, to be weighed and pasted.
 */

const trials = 60;
const folds = 5;
const depth = 10;
const reach = 1.7;
const seed = 20261122;
const names = Object.keys(rankingWeights) as (keyof RankingWeights)[];

/** One set of weights and the nDCG@10 of every question of every set, set by set. */
interface Trial {
  weights: RankingWeights;
  ndcg: number[][];
}

const language = await loadLanguage();
const cities = await Promise.all((await trainingSets()).map(readCity));
const sets = cities.flatMap(({ sets }) => sets);
const random = createRandom(seed);
const results: Trial[] = [await measure(rankingWeights)];
while (results.length < trials) {
  results.push(await measure(drawWeights()));
  process.stderr.write(`${results.length} of ${trials}\n`);
}

const best = bestOf(() => true);
print("As it is, best on all questions, and chosen without the questions it is measured on", [
  ["", ...sets.map(({ name }) => name), "all"],
  ["as it is", ...row(results[0]!.ndcg)],
  ["best on all", ...row(best.ndcg)],
  ["cross-validated", ...row(crossValidated())],
]);
print("Weights", [
  ["", ...names],
  ["as it is", ...cells(rankingWeights)],
  ...byMean()
    .slice(0, 5)
    .map(({ weights }, i) => [`${i + 1}.`, ...cells(weights)]),
]);

async function readCity({ folder, answerable }: TrainingSet) {
  const { profile, ingredients } = await readAblationCity(folder, language);
  const ids = new Set(ingredients.documents.map(({ id }) => id));
  const readSet = async (file: string) => ({
    name: basename(file, ".jsonl"),
    questions: checkQuestions(await readQuestions([file]), ids).questions,
  });
  return {
    source: await toSource(ingredients),
    isServable: isServableOn(localTime(trainingMoment, profile.timezone).date),
    sets: await Promise.all(answerable.map(readSet)),
  };
}

async function measure(weights: RankingWeights): Promise<Trial> {
  const scores: number[][] = [];
  for (const { source, isServable, sets } of cities) {
    const retriever = await createRetriever({ ...source, weights });
    for (const { questions } of sets) {
      const ofSet: number[] = [];
      for (const { query, relevant } of questions) {
        const { documents } = await retriever.retrieve(query, { limit: depth, isServable });
        const ranked = documents.map(({ document }) => document.id);
        ofSet.push(ndcg(ranked, relevant));
      }
      scores.push(ofSet);
    }
  }
  return { weights, ndcg: scores };
}

/** Each weight by itself, evenly on a logarithmic scale. */
function drawWeights(): RankingWeights {
  const drawn = names.map((name) => [name, rankingWeights[name] * reach ** (2 * random.share() - 1)]);
  return Object.fromEntries(drawn) as RankingWeights;
}

/** The trial with the highest mean over the questions for which `counts` holds. */
function bestOf(counts: (question: number) => boolean): Trial {
  const worth = ({ ndcg }: Trial) => mean(ndcg.flatMap((scores) => scores.filter((_, i) => counts(i))));
  return results.reduce((best, trial) => (worth(trial) > worth(best) ? trial : best));
}

/** Each question's score under the weights that are best on the other folds. */
function crossValidated(): number[][] {
  const chosen = Array.from({ length: folds }, (_, fold) => bestOf((question) => question % folds !== fold));
  return sets.map(({ questions }, set) => questions.map((_, i) => chosen[i % folds]!.ndcg[set]![i]!));
}

function byMean(): Trial[] {
  return results.toSorted((a, b) => mean(b.ndcg.flat()) - mean(a.ndcg.flat()));
}

function row(scores: number[][]): string[] {
  return [...scores.map((ofSet) => decimals(mean(ofSet))), decimals(mean(scores.flat()))];
}

function cells(weights: RankingWeights): string[] {
  return names.map((name) => weights[name].toFixed(2));
}

function print(title: string, [head, ...lines]: string[][]): void {
  console.log(`\n## ${title}\n\n${markdownTable(head!, lines)}`);
}
