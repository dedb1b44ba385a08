import { CsvError, parse } from "csv-parse/sync";
import { createEntry, type Entry } from "../entry.ts";
import { checkFields } from "../fields.ts";
import { cutMarkdown } from "../passages.ts";
import type { Report } from "../problem.ts";
import type { SourceFile } from "../source-files.ts";

const requiredColumns = ["id", "question", "answer"];
/** Columns that hold several values, separated by |. */
const listColumns = ["aliases", "basis", "figures", "related"];

const splitList = (value: string) =>
  value
    .split("|")
    .map((item) => item.trim())
    .filter(Boolean);

interface Row {
  record: Record<string, string>;
  info: { lines: number };
}

/** Reads a table of questions and answers with at least the columns id, question and answer. */
export function readCsv(file: SourceFile, report: Report): Entry[] {
  const rows = parseRows(file, report);
  const columns = Object.keys(rows[0]?.record ?? {});
  const missing = requiredColumns.filter((column) => !columns.includes(column));
  if (rows.length > 0 && missing.length > 0) {
    report({
      file: file.path,
      line: 1,
      severity: "error",
      message: `「${missing.join("」「")}」の列がありません`,
      mend: "1行目に id,question,answer の列の名前を書いてください",
    });
    return [];
  }
  return rows.flatMap((row) => readRow(row, file.path, report));
}

function readRow({ record, info }: Row, file: string, report: Report): Entry[] {
  const { answer = "", ...rest } = record;
  const values = Object.entries(rest).filter(([, value]) => value.trim() !== "");
  if (values.length === 0 && answer.trim() === "") return [];
  // The parser counts the lines read so far, so a row with line breaks inside quotes ends there and began earlier.
  const line = info.lines - Object.values(record).join("").split("\n").length + 1;
  const listed = values.map(([key, value]) => [key, listColumns.includes(key) ? splitList(value) : value.trim()]);
  const fields = checkFields(Object.fromEntries(listed), file, () => line, report);
  if (!fields) return [];
  const passages = cutMarkdown(answer.trim());
  const problem = !fields.question
    ? { message: "質問（question）がありません", mend: "質問を書いてください" }
    : passages.length === 0
      ? { message: "答え（answer）がありません", mend: "答えを書くか、行を消してください" }
      : undefined;
  if (problem || !fields.question) {
    if (problem) report({ file, line, severity: "error", ...problem });
    return [];
  }
  return [createEntry({ ...fields, title: fields.question }, "faq", { file, line }, passages)];
}

function parseRows(file: SourceFile, report: Report): Row[] {
  try {
    return parse(file.text, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim()),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    report({
      file: file.path,
      line: Number((error as { lines?: number }).lines ?? 1),
      severity: "error",
      message: "表（CSV）の書き方が正しくありません",
      mend: '「"」が対になっているか、値の中の「"」を「""」と書いているかを確かめてください',
    });
    return [];
  }
}
