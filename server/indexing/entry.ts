import { createHash } from "node:crypto";
import type { Document } from "../domain.ts";
import type { EntryFields } from "./fields.ts";
import type { Passage } from "./passages.ts";

/** An entry as read from a file, before the checks across the corpus. */
export interface Entry {
  document: Document;
  line: number;
  /** Legal grounds, `<ordinance id>#<place>`. */
  basis: string[];
  /** Ids of figures (fees, deadlines) that the text quotes. */
  figures: string[];
}

/** Makes a document with numbered, digested chunks from checked fields and passages. */
export function createEntry(
  fields: EntryFields & { title: string },
  kind: Document["kind"],
  place: { file: string; line: number },
  passages: Passage[],
): Entry {
  const { id, title, category, department, validFrom, validUntil, aliases = [] } = fields;
  const document: Document = {
    id,
    kind,
    title,
    aliases,
    ...(category && { category }),
    ...(department && { department }),
    url: fields.url ?? "",
    updatedAt: fields.updated ?? "",
    ...(validFrom && { validFrom }),
    ...(validUntil && { validUntil }),
    related: fields.related ?? [],
    file: place.file,
    chunks: passages.map((passage, number) => ({
      id: `${id}#${number}`,
      documentId: id,
      ...passage,
      digest: createHash("sha256")
        .update(JSON.stringify([title, aliases, passage.place, passage.text]))
        .digest("base64url")
        .slice(0, 22),
    })),
  };
  return { document, line: place.line, basis: fields.basis ?? [], figures: fields.figures ?? [] };
}
