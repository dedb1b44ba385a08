import { indexed, misaki } from "./corpus.ts";
import type { EngineName } from "./growth/engines.ts";
import { createRandom } from "./growth/random.ts";
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
    const measured = await askInTurns(sessions, questions, performance.now() + share);
    for (const { stop } of sessions) await stop();
    for (const one of measured) {
      measurements.push({ ...one, size });
      rows.push(...rowsOf({ ...one, size }));
    }
    console.log(`  ${size} passages: ${measured.map(({ engine }) => engine).join(", ")}`);
  }
  return [...rows, ...exponentRows(measurements)];
}

/** Puts the questions to all engines, the order of the engines changing from turn to turn, until all are asked. */
async function askInTurns(sessions: Session[], questions: string[], until: number) {
  for (const { ask } of sessions) await ask(questions.slice(0, warmUpQuestions));
  const results = sessions.map(({ engine, built }) => ({ engine, built, milliseconds: [] as number[], empty: 0 }));
  for (let from = warmUpQuestions; from < questions.length && performance.now() < until; from += turnQuestions) {
    const turn = questions.slice(from, from + turnQuestions);
    const first = from / turnQuestions;
    for (let i = 0; i < sessions.length; i++) {
      const number = (first + i) % sessions.length;
      const { milliseconds, empty } = await sessions[number]!.ask(turn);
      results[number]!.milliseconds.push(...milliseconds);
      results[number]!.empty += empty;
    }
  }
  return results;
}

/** Questions on the same matter stand together in the files; whatever is cut off should be of all matters. */
function shuffled(questions: string[]): string[] {
  const random = createRandom(seed);
  return questions
    .map((question) => ({ question, place: random.share() }))
    .sort((a, b) => a.place - b.place)
    .map(({ question }) => question);
}
