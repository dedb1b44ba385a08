import { clarifyFrom } from "../server/answering/decide.ts";
import { loadLanguage } from "../server/language.ts";
import { type Case, collectCases, type Model, type Weighting } from "./evaluation/confidence-cases.ts";
import { crossValidated, estimatesBy, fitModel, productModel, qualityOf } from "./evaluation/confidence-fit.ts";
import { qualityTable, reliabilityTable, thresholdTable, toSource } from "./evaluation/confidence-tables.ts";
import { openCity } from "./evaluation/open-city.ts";
import { checkQuestions, readOutOfScope, readQuestions } from "./evaluation/questions.ts";
import { type TrainingSet, trainingMoment, trainingSets } from "./evaluation/training-sets.ts";

/**
 * npm run train-confidence: fits the weights of server/retrieval/confidence.ts and shows how far they may be believed.
 * It changes nothing: the weights are printed, to be pasted.
 */

/** Only what a resident may ask, each question once: so the confidence promises what comes true. */
const recipe: Weighting = { answerable: 1, outOfScope: 1, leaveOut: 0 };
/** The first recipe: it ranks as well and promises too little. */
const cautious: Weighting = { answerable: 1, outOfScope: 2, leaveOut: 0.3 };
const weightings: Record<string, Weighting> = {
  "1 : 1 : 0 (recipe)": recipe,
  "1 : 2 : 0.3 (cautious)": cautious,
  "1 : 1 : 0.3": { answerable: 1, outOfScope: 1, leaveOut: 0.3 },
  "1 : 2 : 0": { answerable: 1, outOfScope: 2, leaveOut: 0 },
  "1 : 0.5 : 0.1": { answerable: 1, outOfScope: 0.5, leaveOut: 0.1 },
  "1 : 1 : 1": { answerable: 1, outOfScope: 1, leaveOut: 1 },
};
const models: Model[] = ["first", "shortlist"];

const language = await loadLanguage();
const cases = (await Promise.all((await trainingSets()).map(casesOf))).flat();
const cities = [...new Set(cases.map(({ city }) => city))];

for (const city of cities) console.log(`${city}: ${countsOf(cases.filter((one) => one.city === city))}`);
for (const model of models) print(`Weights: ${model}`, sourceBlock(model, recipe));
for (const model of models) print(`Quality: ${model}`, qualities(model));
for (const model of models)
  print(`Reliability, cross-validated: ${model}`, reliabilityTable(crossValidated(cases, model, recipe), model));
for (const city of [undefined, ...cities]) print(`Thresholds, cross-validated: ${city ?? "all"}`, thresholds(city));
for (const model of models)
  print(`Weightings (answerable : out of scope : leave-out), cross-validated: ${model}`, weightingTable(model));
for (const [name, weighting] of Object.entries(weightings).filter(([, one]) => one === recipe || one === cautious))
  for (const model of models) print(`From one city to the other, ${name}: ${model}`, transferTable(model, weighting));

async function casesOf({ folder, answerable, outOfScope }: TrainingSet): Promise<Case[]> {
  const evaluated = await openCity({ folder, language, moment: trainingMoment });
  const { questions } = checkQuestions(await readQuestions(answerable), evaluated.city.documents);
  const collected = await collectCases(evaluated, {
    answerable: questions,
    outOfScope: await readOutOfScope(outOfScope),
  });
  await evaluated.close();
  return collected;
}

function countsOf(some: Case[]): string {
  const count = (origin: Case["origin"]) => some.filter((one) => one.origin === origin).length;
  return `${count("answerable")} answerable, ${count("outOfScope")} out of scope, ${count("leaveOut")} leave-out`;
}

function sourceBlock(model: Model, weighting: Weighting): string {
  return `\`\`\`ts\n${toSource(model, fitModel(cases, model, weighting))}\n\`\`\``;
}

function qualities(model: Model): string {
  const product = estimatesBy(productModel(model), cases, model);
  const ours = crossValidated(cases, model, recipe);
  const fitted = estimatesBy(fitModel(cases, model, recipe), cases, model);
  const sets: [string, (one: Case) => boolean][] = [
    ["", () => true],
    ...cities.map((city): [string, (one: Case) => boolean] => [`, ${city}`, (one) => one.city === city]),
  ];
  return qualityTable(
    sets.flatMap(([suffix, belongs]) =>
      [
        { name: `constants of the product${suffix}`, estimates: product },
        { name: `fitted on the same questions${suffix}`, estimates: fitted },
        { name: `cross-validated${suffix}`, estimates: ours },
      ].map(({ name, estimates }) => ({
        name,
        quality: qualityOf(
          estimates.filter((one) => belongs(one.case)),
          model,
          recipe,
        ),
      })),
    ),
  );
}

function thresholds(city: string | undefined): string {
  const [first, shortlist] = models.map((model) =>
    crossValidated(cases, model, recipe).filter((one) => !city || one.case.city === city),
  );
  return thresholdTable(first!, shortlist!, clarifyFrom);
}

function weightingTable(model: Model): string {
  return qualityTable(
    Object.entries(weightings).flatMap(([name, weighting]) => {
      const estimates = crossValidated(cases, model, weighting);
      return [undefined, ...cities].map((city) => ({
        name: city ? `— ${city}` : name,
        quality: qualityOf(
          estimates.filter((one) => !city || one.case.city === city),
          model,
          recipe,
        ),
      }));
    }),
  );
}

/** Fitted on one city, tested on another: whether a signal means the same in both. */
function transferTable(model: Model, weighting: Weighting): string {
  const rows = cities.flatMap((from) =>
    cities
      .filter((to) => to !== from)
      .map((to) => {
        const fitted = fitModel(
          cases.filter(({ city }) => city === from),
          model,
          weighting,
        );
        const estimates = estimatesBy(
          fitted,
          cases.filter(({ city }) => city === to),
          model,
        );
        return { name: `${from} → ${to}`, quality: qualityOf(estimates, model, recipe) };
      }),
  );
  return rows.length > 0 ? qualityTable(rows) : "One city only.";
}

function print(title: string, text: string): void {
  console.log(`\n## ${title}\n\n${text}`);
}
