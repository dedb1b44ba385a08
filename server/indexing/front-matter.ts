import { isMap, LineCounter, parseDocument } from "yaml";
import type { Report } from "./problem.ts";
import type { SourceFile } from "./source-files.ts";

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
  const lineCounter = new LineCounter();
  const yaml = parseDocument(match[1]!, { lineCounter });
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + 1;
  const [error] = yaml.errors;
  if (error || !isMap(yaml.contents)) {
    report({
      file: file.path,
      line: error ? lineAt(error.pos[0]) : 2,
      severity: "error",
      message: "先頭の項目の書き方が正しくありません",
      mend: '「項目: 値」の形になっているか、字下げと「:」のあとの半角空白を確かめてください。値に「: 」や「#」を含むときは " " で囲んでください',
    });
    return undefined;
  }
  const contents = yaml.contents;
  return {
    data: yaml.toJS() as Record<string, unknown>,
    body: file.text.slice(match[0].length),
    bodyLine: match[0].split("\n").length,
    lineOf: (key) => {
      const pair = contents.items.find((item) => String(item.key) === key);
      const range = (pair?.key as { range?: [number, number, number] } | undefined)?.range;
      return range ? lineAt(range[0]) : 2;
    },
  };
}
