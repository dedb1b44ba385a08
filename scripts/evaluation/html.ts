/** Markup that may stand in a page as it is. */
export interface Html {
  markup: string;
}

type Content = string | number | Html | Html[];

/** Tagged template: every value that is not markup itself is escaped, in text and in quoted attributes. */
export function html(pieces: TemplateStringsArray, ...contents: Content[]): Html {
  return { markup: pieces.map((piece, i) => piece + (i < contents.length ? toMarkup(contents[i]!) : "")).join("") };
}

export const nothing: Html = { markup: "" };

function toMarkup(content: Content): string {
  if (Array.isArray(content)) return content.map(({ markup }) => markup).join("\n");
  if (typeof content === "object") return content.markup;
  return String(content).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
