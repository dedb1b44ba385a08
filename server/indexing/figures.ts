import { isMap, isSeq } from "yaml";
import type { Entry } from "./entry.ts";
import type { Report } from "./problem.ts";
import type { SourceFile } from "./source-files.ts";
import { parseYaml } from "./yaml.ts";

/**
 * Figures: every fee and deadline that the city quotes, declared once in figures/*.yaml with its legal ground,
 * so that a change made in one place and forgotten in another is found.
 */
interface Figure {
  id: string;
  label: string;
  /** The exact words that stand in the texts, such as 300円 or 14日以内. */
  value: string;
  /** `<ordinance id>#<place>` that says the same; otherwise a law or notice outside the corpus. */
  source?: string;
  file: string;
  line: number;
}

/** Amounts of money and deadlines, as they must be declared. */
const figurePattern = /[\d,]+円|\d+(?:日|週間|か月|年)以内|\d+(?:日|週間|か月)前まで/g;

/** Checks that all texts agree with the declared figures, and the figures with the ordinances. Reports warnings. */
export function checkFigures(files: SourceFile[], entries: Entry[], report: Report): void {
  const figures = new Map(files.flatMap((file) => readFigures(file, report)).map((figure) => [figure.id, figure]));
  const texts = new Map(entries.map(({ document }) => [document.id, textOf(document)]));
  for (const figure of figures.values()) {
    if (!figure.source) continue;
    const text = texts.get(placeToDocument(figure.source));
    if (text?.includes(figure.value)) continue;
    report({
      file: figure.file,
      line: figure.line,
      severity: "warning",
      message: text
        ? `「${figure.label}」の${figure.value}が、根拠の${figure.source}に書かれていません`
        : `「${figure.label}」の根拠${figure.source}が見つかりません`,
      mend: "例規の金額・期限と、ここの value・source のどちらが正しいかを確かめてください",
    });
  }
  for (const entry of entries) if (entry.figures.length > 0 || figures.size > 0) checkEntry(entry, figures, report);
}

function checkEntry({ document, line, figures: ids }: Entry, figures: Map<string, Figure>, report: Report): void {
  if (document.kind !== "faq") return;
  const text = textOf(document);
  const warn = (message: string, mend: string) =>
    report({ file: document.file, line, severity: "warning", message, mend });
  const declared = ids.flatMap((id) => figures.get(id) ?? []);
  for (const id of ids)
    if (!figures.has(id)) warn(`figures の「${id}」が見つかりません`, "figures フォルダーにある id を書いてください");
  for (const { id, label, value } of declared) {
    if (!text.includes(value))
      warn(`${label}（${id}）は${value}のはずですが、本文にその記載がありません`, "本文の金額・期限を確かめてください");
  }
  for (const [found] of text.matchAll(figurePattern)) {
    if (!declared.some(({ value }) => value === found))
      warn(`本文の「${found}」が figures にありません`, "figures フォルダーに登録し、id を figures に書いてください");
  }
}

function readFigures(file: SourceFile, report: Report): Figure[] {
  const { document, errorLine, lineAt } = parseYaml(file.text);
  if (errorLine !== undefined || !isSeq(document.contents)) {
    report({
      file: file.path,
      line: errorLine ?? 1,
      severity: "warning",
      message: "金額・期限の一覧として読めません",
      mend: "「- id: …」「  label: …」「  value: …」の形で書いてください",
    });
    return [];
  }
  return document.contents.items.filter(isMap).map((item) => {
    const { id = "", label = "", value = "", source } = item.toJS(document) as Record<string, unknown>;
    return {
      id: String(id),
      label: String(label),
      value: String(value),
      ...(source ? { source: String(source) } : {}),
      file: file.path,
      line: lineAt(item.range?.[0]),
    };
  });
}

/** 第9条第2項 stands in the document of 第9条. */
export function placeToDocument(place: string): string {
  return place.replace(/(第\d+条(?:の\d+)*).*$/, "$1");
}

const textOf = (document: Entry["document"]) => document.chunks.map((chunk) => chunk.text).join("\n");
