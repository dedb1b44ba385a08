import type { Entry } from "../entry.ts";
import type { Report } from "../problem.ts";
import type { SourceFile } from "../source-files.ts";
import { readCsv } from "./csv.ts";
import { readHtml } from "./html.ts";
import { readMarkdown } from "./markdown.ts";
import { readOrdinance } from "./ordinance.ts";

/** Turns one file into entries. Mistakes are reported and cost only the entry they stand in. */
export type Reader = (file: SourceFile, report: Report) => Entry[];

/** The reader of each file extension. */
export const readers: Record<string, Reader> = {
  ".md": readMarkdown,
  ".csv": readCsv,
  ".html": readHtml,
  ".htm": readHtml,
  ".txt": readOrdinance,
};
