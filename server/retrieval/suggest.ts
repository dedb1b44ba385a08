import type { Document } from "../domain.ts";
import { normalize } from "./normalize.ts";

/** What a resident has typed so far → published questions, best first. */
export type Suggester = (typed: string, limit: number, isServable?: (document: Document) => boolean) => string[];

/** Suggests FAQ questions that hold every piece of what was typed, in the question or another way of asking it. */
export function createSuggester(documents: Document[]): Suggester {
  const entries = documents
    .filter(({ kind }) => kind !== "article")
    .map((document) => ({ document, title: normalize(document.title), aliases: document.aliases.map(normalize) }));
  return (typed, limit, isServable = () => true) => {
    const pieces = normalize(typed)
      .split(/[ 、,]/)
      .filter(Boolean);
    if (pieces.length === 0) return [];
    const found = entries.flatMap(({ document, title, aliases }) => {
      const score = matchScore(pieces, title, aliases);
      return score > 0 && isServable(document) ? [{ document, score }] : [];
    });
    return found
      .sort((a, b) => b.score - a.score || a.document.title.length - b.document.title.length)
      .slice(0, limit)
      .map(({ document }) => document.title);
  };
}

/** 0 when a piece is missing; a hit at the start counts most, one in the question more than one in an alias. */
function matchScore(pieces: string[], title: string, aliases: string[]): number {
  let score = 0;
  for (const piece of pieces) {
    const at = title.indexOf(piece);
    if (at === 0) score += 3;
    else if (at > 0) score += 2;
    else if (aliases.some((alias) => alias.includes(piece))) score += 1;
    else return 0;
  }
  return score;
}
