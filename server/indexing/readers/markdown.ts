import { createEntry, type Entry } from "../entry.ts";
import { checkFields } from "../fields.ts";
import { splitFrontMatter } from "../front-matter.ts";
import { cutMarkdown } from "../passages.ts";
import type { Report } from "../problem.ts";
import type { SourceFile } from "../source-files.ts";

/** Reads one FAQ entry: front matter, then the answer in Markdown. */
export function readMarkdown(file: SourceFile, report: Report): Entry[] {
  const matter = splitFrontMatter(file, report);
  if (!matter) return [];
  const fields = checkFields(matter.data, file.path, matter.lineOf, report);
  if (!fields) return [];
  const title = fields.question ?? fields.title;
  if (!title) {
    report({
      file: file.path,
      line: 2,
      severity: "error",
      message: "「question」がありません",
      mend: "住民の質問の形で question を書いてください",
    });
    return [];
  }
  const passages = cutMarkdown(matter.body);
  if (passages.length === 0) {
    report({
      file: file.path,
      line: matter.bodyLine,
      severity: "error",
      message: "答えの本文がありません",
      mend: "2つ目の「---」の下に答えを書いてください",
    });
    return [];
  }
  return [createEntry({ ...fields, title }, "faq", { file: file.path, line: matter.lineOf("id") }, passages)];
}
