import type { Citation, Statement } from "../contract.ts";

/** What a composer proposes; shown only after `ground` has checked it. */
export interface Draft {
  statements: Statement[];
  citations: Citation[];
}
