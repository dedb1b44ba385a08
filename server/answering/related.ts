import type { Document, RetrievedDocument } from "../domain.ts";

const maximumRelated = 3;
/** A document that was found too is worth asking about when its score is at least this share of the first one's. */
const relatedShare = 0.6;

/** Which documents may be served on a day (YYYY-MM-DD). */
export function isServableOn(today: string): (document: Document) => boolean {
  return ({ validFrom = "", validUntil = "9999" }) => validFrom <= today && today <= validUntil;
}

/** Questions to ask next: those the entry names, then those found beside it. */
export function relatedQuestions(
  document: Document,
  documents: Map<string, Document>,
  found: RetrievedDocument[],
  isServable: (document: Document) => boolean,
): string[] {
  const named = document.related.flatMap((id) => documents.get(id) ?? []);
  const best = found[0]?.score ?? 0;
  const near = found.filter(({ score }) => score >= relatedShare * best).map((one) => one.document);
  const titles = [...named, ...near]
    .filter((one) => one.id !== document.id && one.kind !== "article" && isServable(one))
    .map(({ title }) => title);
  return [...new Set(titles)].slice(0, maximumRelated);
}
