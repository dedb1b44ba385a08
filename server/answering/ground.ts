import type { Citation, Statement } from "../contract.ts";
import type { Document } from "../domain.ts";
import { type Draft, headed } from "./draft.ts";

/**
 * Lets through only what the sources carry: citations whose quote stands in the published document,
 * and statements that are those words. What is left out is left out silently; an empty draft means no answer.
 */
export function ground(draft: Draft, documents: Map<string, Document>): Draft {
  const citations = draft.citations.filter((citation) => isPublished(citation, documents));
  const byNumber = new Map(citations.map((citation) => [citation.number, citation]));
  const statements = draft.statements.filter((statement) => isCarried(statement, byNumber));
  const used = new Set(statements.flatMap((statement) => statement.citations));
  return { statements, citations: citations.filter(({ number }) => used.has(number)) };
}

function isPublished({ documentId, quote, place }: Citation, documents: Map<string, Document>): boolean {
  const chunks = documents.get(documentId)?.chunks ?? [];
  return chunks.some((chunk) => chunk.place === place && chunk.text.includes(quote));
}

function isCarried({ text, citations }: Statement, byNumber: Map<number, Citation>): boolean {
  const cited = citations.flatMap((number) => byNumber.get(number) ?? []);
  return (
    citations.length > 0 &&
    cited.length === citations.length &&
    cited.some(({ quote, place }) => text === quote || text === headed({ text: quote, ...(place && { place }) }))
  );
}
