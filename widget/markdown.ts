/** The subset of Markdown in which cities publish. Text is kept as written; inline-markdown.ts reads it. */
export type Block =
  | { type: "paragraph" | "heading"; text: string }
  | List
  | { type: "table"; header: string[]; rows: string[][] };

export interface List {
  type: "list";
  /** First number of an ordered list; undefined for bullets. */
  start: number | undefined;
  items: { text: string; nested: List | undefined }[];
}

const marker = /^(?<indent>[ \t]*)(?:[-*+]|(?<number>\d{1,9})[.)])[ \t]+(?<text>.*)$/;
const headingLine = /^#{1,6}[ \t]+(?<text>.*?)[ \t]*#*$/;
/** Stands for \| while a row is split: a look-behind would keep the whole script from older Safari. */
const escapedPipe = "\uE000";
const blankOrRule = /^[ \t]*(?:(?:[-*_][ \t]*){3,})?$/;
const tableRule = /^\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$/;

/** Blocks of a Markdown text. Never fails: what is not understood is a paragraph. */
export function parseMarkdown(source: string): Block[] {
  const lines = source.replace(/\r\n?/g, "\n").split("\n");
  const blocks: Block[] = [];
  while (lines.length > 0) {
    if (blankOrRule.test(lines[0]!)) lines.shift();
    else blocks.push(takeHeading(lines) ?? takeTable(lines) ?? takeList(lines) ?? takeParagraph(lines));
  }
  return blocks;
}

// Each take… function removes the lines it understands from the front, or removes none and returns undefined.

function takeHeading(lines: string[]): Block | undefined {
  const line = headingLine.exec(lines[0]!)?.groups;
  if (!line) return undefined;
  lines.shift();
  return { type: "heading", text: line.text! };
}

function takeTable(lines: string[]): Block | undefined {
  if (!startsTable(lines)) return undefined;
  const header = cells(lines.shift()!);
  lines.shift();
  const rows: string[][] = [];
  while (lines[0]?.includes("|")) {
    const row = cells(lines.shift()!);
    rows.push(header.map((_, column) => row[column] ?? ""));
  }
  return { type: "table", header, rows };
}

function startsTable([header, rule]: string[]): boolean {
  return header!.includes("|") && tableRule.test(rule?.trim() ?? "");
}

function cells(line: string): string[] {
  return line
    .trim()
    .replace(/\\\|/g, escapedPipe)
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim().split(escapedPipe).join("|"));
}

function takeList(lines: string[]): List | undefined {
  const first = marker.exec(lines[0]!)?.groups;
  if (!first) return undefined;
  const list: List = { type: "list", start: first.number ? Number(first.number) : undefined, items: [] };
  const depth = first.indent!.length;
  while (lines.length > 0) {
    const line = lines[0]!;
    const item = marker.exec(line)?.groups;
    const last = list.items[list.items.length - 1];
    if (item && last && item.indent!.length >= depth + 2) last.nested = merge(last.nested, takeList(lines)!);
    else if (item && item.indent!.length >= depth && Boolean(item.number) === (list.start !== undefined)) {
      list.items.push({ text: item.text!, nested: undefined });
      lines.shift();
    } else if (!item && last && /^[ \t]+\S/.test(line)) last.text += `\n${lines.shift()!.trim()}`;
    else if (line.trim() === "" && marker.test(lines[1] ?? "")) lines.shift();
    else break;
  }
  return list;
}

function merge(list: List | undefined, more: List): List {
  return list ? { ...list, items: [...list.items, ...more.items] } : more;
}

function takeParagraph(lines: string[]): Block {
  let text = lines.shift()!.trim();
  while (lines[0]?.trim() && !headingLine.test(lines[0]) && !marker.test(lines[0]) && !startsTable(lines))
    text += `\n${lines.shift()!.trim()}`;
  return { type: "paragraph", text: text.replace(/^>[ \t]?/gm, "") };
}
