import type { Citation, Statement } from "../contract.ts";
import type { Chunk } from "../domain.ts";

/** What a composer proposes; shown only after `ground` has checked it. */
export interface Draft {
  statements: Statement[];
  citations: Citation[];
}

/** Nothing to say. */
export const noDraft: Draft = { statements: [], citations: [] };

/** The words of a passage under its heading. */
export function headed({ place, text }: Pick<Chunk, "place" | "text">): string {
  return place ? `**${place}**\n\n${text}` : text;
}
