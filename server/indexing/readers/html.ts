import type { Element, Root as HtmlRoot, Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toMdast } from "hast-util-to-mdast";
import { toString as hastText } from "hast-util-to-string";
import type { Root } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown } from "mdast-util-to-markdown";
import { createEntry, type Entry } from "../entry.ts";
import { checkFields } from "../fields.ts";
import { cutTree } from "../passages.ts";
import type { Report } from "../problem.ts";
import type { SourceFile } from "../source-files.ts";

/** What surrounds the words of a page on every page of a site. */
const chrome = new Set([
  "nav",
  "header",
  "footer",
  "aside",
  "script",
  "style",
  "noscript",
  "template",
  "form",
  "iframe",
]);

/**
 * Reads a published page. Its fields stand in `<meta name="madoguchi:id" content="…">` and so on;
 * without an id, the file's path makes one. The text is that of main, else article, else body.
 */
export function readHtml(file: SourceFile, report: Report): Entry[] {
  const html = fromHtml(file.text);
  const main = find(html, "main") ?? find(html, "article") ?? find(html, "body") ?? html;
  const heading = find(main, "h1") ?? find(html, "title");
  const meta = Object.fromEntries(metaFields(html));
  const path = file.path.replace(/\.html?$/, "").replace(/[^A-Za-z0-9]+/g, "-");
  const title = meta.title ?? (heading ? hastText(heading).trim() : "");
  const fields = checkFields({ id: `page-${path}`, ...meta, title }, file.path, () => 1, report);
  if (!fields) return [];
  if (!fields.title) {
    report({
      file: file.path,
      line: 1,
      severity: "error",
      message: "ページの題名がありません",
      mend: "<h1> か <title> に題名を書いてください",
    });
    return [];
  }
  const tree = toMdast(withoutChrome(main)) as Root;
  const passages = cutTree(tree, (node) =>
    toMarkdown(node, { extensions: [gfmTableToMarkdown()], bullet: "-" }).trim(),
  );
  if (passages.length === 0) {
    report({
      file: file.path,
      severity: "error",
      message: "本文がありません",
      mend: "本文を <main> の中に書いてください",
    });
    return [];
  }
  const named = passages.map(({ place, text }) => {
    const below = place
      ?.split(" ＞ ")
      .filter((part) => part !== title)
      .join(" ＞ ");
    return { ...(below && { place: below }), text };
  });
  return [createEntry({ ...fields, title: fields.title }, "page", { file: file.path, line: 1 }, named)];
}

function find(node: Nodes, tag: string): Element | undefined {
  if (node.type === "element" && node.tagName === tag) return node;
  if (!("children" in node)) return undefined;
  for (const child of node.children) {
    const found = find(child, tag);
    if (found) return found;
  }
  return undefined;
}

function* metaFields(node: Nodes): Generator<[string, string]> {
  if (node.type === "element" && node.tagName === "meta") {
    const { name, content } = node.properties;
    if (typeof name === "string" && name.startsWith("madoguchi:")) yield [name.slice(10), String(content ?? "")];
  }
  if ("children" in node) for (const child of node.children) yield* metaFields(child);
}

function withoutChrome<T extends HtmlRoot | Element>(node: T): T {
  const children = node.children
    .filter((child) => !(child.type === "element" && chrome.has(child.tagName)) && child.type !== "comment")
    .map((child) => (child.type === "element" ? withoutChrome(child) : child));
  return { ...node, children } as T;
}
