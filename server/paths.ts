import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The project's folder, whether the code runs from its sources or compiled from dist/. */
export const projectRoot = above(import.meta.dirname);

function above(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : above(dirname(folder));
}
