import type { Document } from "../../server/domain.ts";
import type { Entry } from "../../server/indexing/entry.ts";
import type { Problem } from "../../server/indexing/problem.ts";
import type { Reader } from "../../server/indexing/readers/reader.ts";

export interface ReadResult {
  entries: Entry[];
  documents: Document[];
  problems: Problem[];
}

/** Runs a reader over the text of a file. */
export function read(reader: Reader, text: string, path = "faq/file"): ReadResult {
  const problems: Problem[] = [];
  const entries = reader({ path, text }, (problem) => problems.push(problem));
  return { entries, documents: entries.map(({ document }) => document), problems };
}

/** The passages of a document as [place, text]. */
export function passagesOf(document: Document | undefined): [string | undefined, string][] {
  return document?.chunks.map(({ place, text }) => [place, text]) ?? [];
}
