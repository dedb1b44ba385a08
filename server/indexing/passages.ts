import type { Root, RootContent } from "mdast";
import { toString as plainText } from "mdast-util-to-string";
import { parseMarkdown } from "../markdown.ts";

/** A passage cut from a document along its own structure. */
export interface Passage {
  /** Headings above it, joined by ＞. */
  place?: string;
  /** Verbatim Markdown. */
  text: string;
}

/**
 * Aim for the size of a passage, in characters: about what a phone shows without scrolling.
 * A sentence, list item or table row is never cut, so a passage may be longer.
 */
const targetLength = 400;

/** Cuts Markdown into passages: by heading, then by block, list item, table row or sentence where a section is long. */
export function cutMarkdown(markdown: string): Passage[] {
  const source = (node: RootContent) =>
    markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
  return cutTree(parseMarkdown(markdown), source);
}

/** The same for a tree that has no Markdown source, given a way to write a node. */
export function cutTree(tree: Root, source: (node: RootContent) => string): Passage[] {
  const passages: Passage[] = [];
  const headings: string[] = [];
  let blocks: string[] = [];
  const flush = () => {
    const place = headings.filter(Boolean).join(" ＞ ");
    for (const text of pack(blocks, "\n\n")) passages.push({ ...(place && { place }), text });
    blocks = [];
  };
  for (const node of tree.children) {
    if (node.type === "heading") {
      flush();
      headings.length = node.depth - 1;
      headings[node.depth - 1] = plainText(node).trim();
    } else if (node.type !== "thematicBreak" && node.type !== "definition" && node.type !== "html") {
      blocks.push(...splitBlock(node, source));
    }
  }
  flush();
  return passages;
}

/** Joins neighbours up to the target length. */
function pack(pieces: string[], separator: string): string[] {
  const packed: string[] = [];
  for (const piece of pieces) {
    const last = packed.at(-1);
    if (last !== undefined && last.length + piece.length <= targetLength)
      packed[packed.length - 1] = last + separator + piece;
    else if (piece.trim()) packed.push(piece);
  }
  return packed;
}

function splitBlock(node: RootContent, source: (node: RootContent) => string): string[] {
  const text = source(node);
  if (text.length <= targetLength) return [text];
  if (node.type === "list") return pack(node.children.map(source), "\n");
  if (node.type === "table") {
    const [head, rule, ...rows] = text.split("\n");
    return pack(rows, "\n").map((part) => `${head}\n${rule}\n${part}`);
  }
  return pack(splitSentences(text), "");
}

/** Sentences end with 。！？ outside brackets, or with a line break: 「はい。」と答える is one. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  let depth = 0;
  for (const { 0: mark, index } of text.matchAll(/[「『（(」』）)]|[。！？]+|\n+/g)) {
    if ("「『（(".includes(mark)) depth++;
    else if ("」』）)".includes(mark)) depth = Math.max(0, depth - 1);
    else if (depth === 0 || mark.startsWith("\n")) {
      sentences.push(text.slice(start, index + mark.length));
      start = index + mark.length;
      depth = 0;
    }
  }
  return [...sentences, text.slice(start)].filter(Boolean);
}
