import { cityFolders, fail } from "../command-line.ts";
import { type AnswerableQuestion, checkQuestions, readQuestions } from "./questions.ts";

/** The arguments that every measurement on judged questions takes. */
export interface OpeningArguments {
  city?: string | undefined;
  "city-dir"?: string | undefined;
  queries?: string[] | undefined;
  /** YYYY-MM-DD, the day on which the questions are asked; today unless given. */
  date?: string | undefined;
}

export interface Opening {
  folder: string;
  /** Milliseconds since 1970. */
  moment: number;
  questions: AnswerableQuestion[];
}

/** Reads them; ends the process with a sentence for the person at the terminal where one makes no sense. */
export async function readOpening(values: OpeningArguments, usage: string): Promise<Opening> {
  if (!values.city === !values["city-dir"]) fail(`--city か --city-dir のどちらか1つを指定してください。\n${usage}`);
  if (!values.queries) fail(`--queries で質問のファイルを指定してください。\n${usage}`);
  // Noon in London is the same day almost everywhere.
  const moment = values.date ? Date.parse(`${values.date}T12:00:00Z`) : Date.now();
  if (Number.isNaN(moment)) fail("--date は 2026-07-15 の形で指定してください。");
  const [folder] = await cityFolders(values);
  const questions = await readQuestions(values.queries).catch((error: Error) => fail(error.message));
  return { folder: folder!, moment, questions };
}

/** The questions whose documents the city has; warns of the others, and ends the process when none is left. */
export function usableQuestions(
  read: AnswerableQuestion[],
  documents: Parameters<typeof checkQuestions>[1],
): AnswerableQuestion[] {
  const { questions, warnings } = checkQuestions(read, documents);
  for (const warning of warnings) console.warn(`[注意] ${warning}`);
  if (questions.length === 0) fail("--queries のファイルに、使える質問がありません。");
  return questions;
}
