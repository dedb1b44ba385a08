import { createRandom } from "../random.ts";
import { indexed, misaki } from "./corpus.ts";
import type { EngineName } from "./growth/engines.ts";
import { exponentRows, type Measurement, rowsOf } from "./growth/rows.ts";
import { openSession, type Session } from "./growth/session.ts";
import { type Row, unmeasured } from "./row.ts";

const sizes = [2_000, 20_000, 200_000];
/** In the order in which they are built: the one with vectors last, since it takes what time is left. */
const names: EngineName[] = ["Madoguchi", "MiniSearch", "Orama", "Madoguchi + vectors"];
/** For everything; what is not done by then is reported as not done. */
const totalMs = 480_000;
/** What is kept of it for the questions at the largest size. */
const askingMs = 45_000;
const buildLimitMs = 150_000;
/** Questions that an engine is asked before any counts, and in one turn. */
const warmUpQuestions = 40;
const turnQuestions = 10;
/** How long an engine may go on with one turn, and with all of them at one size: a slow one answers fewer questions. */
const turnMs = 1_000;
const engineMs = 10_000;
const seed = 20261122;

/**
 * How time and memory grow with the corpus, beside other libraries on the same passages. Each engine has a process;
 * they are asked in turns, a few questions each, no question twice.
 */
export async function measureGrowth(withVectors: boolean): Promise<Row[]> {
  const deadline = performance.now() + totalMs;
  const city = await misaki();
  const dataDir = await indexed(city);
  const questions = shuffled(city.questions);
  const engines = names.filter((name) => withVectors || name !== "Madoguchi + vectors");
  const rows: Row[] = withVectors ? [] : [unmeasured("Madoguchi + vectors", "left out (--no-vectors)")];
  const measurements: Measurement[] = [];
  for (const size of sizes) {
    const sessions: Session[] = [];
    for (const engine of engines) {
      const left = deadline - askingMs - performance.now();
      const limit = engine === "Madoguchi + vectors" ? left : Math.min(left, buildLimitMs);
      try {
        sessions.push(await openSession(engine, size, dataDir, Math.max(1, Math.floor(limit))));
      } catch (error) {
        rows.push(unmeasured(`${engine}, ${size} passages`, (error as Error).message));
      }
    }
    const share = size === sizes.at(-1) ? deadline - performance.now() : askingMs;
    const measured = await askInTurns(sessions, size, questions, performance.now() + share);
    for (const { stop } of sessions) await stop();
    measurements.push(...measured);
    const added = measured.flatMap(rowsOf);
    rows.push(...added);
    // Shown at once: the largest size takes minutes.
    for (const { name, measured } of added) console.log(`  ${name}: ${measured}`);
  }
  return [...rows, ...exponentRows(measurements)];
}

/** Puts the questions to all engines, the order of the engines changing from turn to turn, until all are asked. */
async function askInTurns(sessions: Session[], size: number, questions: string[], until: number) {
  const results = sessions.map(({ engine, built }) => ({ engine, size, built, ...nothingAsked() }));
  const ask = async (number: number, turn: string[]) => {
    const result = results[number]!;
    if (result.milliseconds.reduce((sum, one) => sum + one, 0) > engineMs || result.failure) return;
    try {
      const report = await sessions[number]!.ask({ questions: turn, limitMs: turnMs });
      result.milliseconds.push(...report.milliseconds);
      result.processorMs += report.processorMs;
      result.empty += report.empty;
    } catch (error) {
      result.failure = (error as Error).message;
    }
  };
  for (const i of sessions.keys()) await ask(i, questions.slice(0, warmUpQuestions));
  for (const result of results) Object.assign(result, nothingAsked(), { failure: result.failure });
  for (let from = warmUpQuestions; from < questions.length && performance.now() < until; from += turnQuestions)
    for (const i of sessions.keys())
      await ask((from / turnQuestions + i) % sessions.length, questions.slice(from, from + turnQuestions));
  return results;
}

const nothingAsked = (): Pick<Measurement, "milliseconds" | "processorMs" | "empty" | "failure"> => ({
  milliseconds: [],
  processorMs: 0,
  empty: 0,
});

/** Questions on the same matter stand together in the files; whatever is cut off should be of all matters. */
function shuffled(questions: string[]): string[] {
  const random = createRandom(seed);
  return questions
    .map((question) => ({ question, place: random.share() }))
    .sort((a, b) => a.place - b.place)
    .map(({ question }) => question);
}
