/** A run of text within a block. */
export type Inline =
  | { type: "text"; text: string }
  | { type: "bold"; text: string }
  | { type: "link"; text: string; href: string };

/** **bold**, [text](address) and <address>; everything else is text. */
const marks =
  /\*\*(?<bold>[^*]+)\*\*|\[(?<text>[^\]]+)\]\((?<href>[^)\s]+)[^)]*\)|<(?<address>(?:https?:|mailto:)[^>\s]+)>/g;

/** The runs of one line or paragraph. */
export function parseInline(source: string): Inline[] {
  const runs: Inline[] = [];
  let end = 0;
  for (const match of source.matchAll(marks)) {
    if (match.index > end) runs.push({ type: "text", text: withoutEscapes(source.slice(end, match.index)) });
    runs.push(toRun(match.groups!));
    end = match.index + match[0].length;
  }
  if (end < source.length) runs.push({ type: "text", text: withoutEscapes(source.slice(end)) });
  return runs;
}

function toRun({ bold, text, href, address }: Record<string, string | undefined>): Inline {
  if (bold !== undefined) return { type: "bold", text: withoutEscapes(plain(bold)) };
  if (text !== undefined) return { type: "link", text: withoutEscapes(text.replace(/\*\*/g, "")), href: href! };
  return { type: "link", text: address!.replace("mailto:", ""), href: address! };
}

/** The text without its marks. */
export function plain(source: string): string {
  return parseInline(source)
    .map((run) => run.text)
    .join("");
}

function withoutEscapes(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
