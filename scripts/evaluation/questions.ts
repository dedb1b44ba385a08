import { readFile } from "node:fs/promises";
import type { Grades } from "./metrics.ts";

/** A question of an evaluation set. */
export interface Question {
  id: string;
  query: string;
}

/** One that the corpus answers, with the grade of each entry that does. */
export interface AnswerableQuestion extends Question {
  relevant: Grades;
}

/** Lines that cannot be used; the message names each with file and line, in Japanese and English. */
export class QuestionFileError extends Error {}

/** Reads files of `{"id","query","relevant":{documentId: grade}}` a line. Throws QuestionFileError. */
export function readQuestions(paths: string[]): Promise<AnswerableQuestion[]> {
  return readLines(paths, (line, fallbackId) => ({ ...toQuestion(line, fallbackId), relevant: toGrades(line) }));
}

/** Reads files of `{"query"}` a line: questions that no entry answers. Throws QuestionFileError. */
export function readOutOfScope(paths: string[]): Promise<Question[]> {
  return readLines(paths, toQuestion);
}

async function readLines<T extends Question>(
  paths: string[],
  parse: (line: Record<string, unknown>, fallbackId: string) => T,
): Promise<T[]> {
  const questions: T[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    const lines = (await readText(path)).split(/\r?\n/);
    lines.forEach((line, i) => {
      if (line.trim() === "") return;
      try {
        questions.push(parse(toObject(line), `line-${i + 1}`));
      } catch (error) {
        problems.push(`${path}:${i + 1} ${(error as Error).message}`);
      }
    });
  }
  if (problems.length > 0) throw new QuestionFileError(problems.join("\n"));
  return questions;
}

async function readText(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new QuestionFileError(`${path} ファイルを読めません / cannot be read (${error.message})`);
  });
  return text.replace(/^\uFEFF/, "");
}

function toObject(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new Error(`JSON として読めません / not JSON (${(error as Error).message})`);
  }
  if (!isObject(value)) throw new Error('{"query": …} の形ではありません / not an object');
  return value;
}

function toQuestion({ id, query }: Record<string, unknown>, fallbackId: string): Question {
  if (typeof query !== "string" || query.trim() === "")
    throw new Error("query（質問の文）がありません / query must be a non-empty string");
  if (id !== undefined && typeof id !== "string" && typeof id !== "number")
    throw new Error("id は文字列にしてください / id must be a string");
  return { id: String(id ?? fallbackId), query };
}

function toGrades({ relevant }: Record<string, unknown>): Grades {
  if (!isObject(relevant))
    throw new Error('relevant は {"文書のid": 2} の形にしてください / relevant must be {"documentId": grade}');
  const wrong = Object.entries(relevant).find(([, grade]) => !(typeof grade === "number" && grade >= 0));
  if (wrong)
    throw new Error(`relevant の ${wrong[0]} の段階は0以上の数にしてください / the grade must be a number from 0 on`);
  return relevant as Grades;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What cannot be measured as it was meant: entries that the corpus does not have (they stay in the sums, as not found),
 * and questions without any relevant entry (left out).
 */
export function checkQuestions(
  questions: AnswerableQuestion[],
  documentIds: { has(id: string): boolean },
): { questions: AnswerableQuestion[]; warnings: string[] } {
  const unknown = questions.flatMap(({ id, relevant }) =>
    Object.keys(relevant)
      .filter((one) => !documentIds.has(one))
      .map((one) => `${id}: 「${one}」という文書はありません / unknown document id`),
  );
  const hasRelevant = ({ relevant }: AnswerableQuestion) => Object.values(relevant).some((grade) => grade >= 1);
  const empty = questions
    .filter((question) => !hasRelevant(question))
    .map(({ id }) => `${id}: 段階1以上の文書がないため数えません / no entry of grade 1 or more, left out`);
  return { questions: questions.filter(hasRelevant), warnings: [...unknown, ...empty] };
}
