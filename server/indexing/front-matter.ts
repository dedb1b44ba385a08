import { isMap } from "yaml";
import type { Report } from "./problem.ts";
import type { SourceFile } from "./source-files.ts";
import { parseYaml } from "./yaml.ts";

/** A file split into the YAML between its first two `---` lines and the rest. */
export interface FrontMatter {
  data: Record<string, unknown>;
  body: string;
  /** Line of the file on which the body starts, from 1. */
  bodyLine: number;
  /** Line of the file on which a key stands, for messages. */
  lineOf: (key: string) => number;
}

/** Splits off the front matter; reports and returns undefined where there is none that can be read. */
export function splitFrontMatter(file: SourceFile, report: Report): FrontMatter | undefined {
  const match = /^---\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(file.text);
  if (!match) {
    report({
      file: file.path,
      line: 1,
      severity: "error",
      message: "先頭の「---」で囲んだ項目（id、question など）がありません",
      mend: "1行目に「---」を書き、項目のあとにもう一度「---」の行を置いてください",
    });
    return undefined;
  }
  const { document, value, errorLine, lineAt } = parseYaml(match[1]!);
  const contents = document.contents;
  if (errorLine !== undefined || !isMap(contents)) {
    report({
      file: file.path,
      line: (errorLine ?? 1) + 1,
      severity: "error",
      message: "先頭の項目の書き方が正しくありません",
      mend: '「項目: 値」の形になっているか、字下げと「:」のあとの半角空白を確かめてください。値に「: 」や「#」を含むとき、値が「*」などの記号で始まるときは " " で囲んでください',
    });
    return undefined;
  }
  return {
    data: value as Record<string, unknown>,
    body: file.text.slice(match[0].length),
    bodyLine: match[0].split("\n").length,
    lineOf: (key) => {
      const pair = contents.items.find((item) => String(item.key) === key);
      const range = (pair?.key as { range?: [number, number, number] } | undefined)?.range;
      return lineAt(range?.[0]) + 1;
    },
  };
}
