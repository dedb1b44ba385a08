import type { Storage } from "./ports.ts";
import { openSqlite } from "./sqlite.ts";

/** Opens the storage that the configuration asks for; the only place that chooses an engine. */
export async function openStorage({ databasePath }: { databasePath: string }): Promise<Storage> {
  return openSqlite(databasePath);
}
