import { createMask, type Mask } from "./answering/personal-data.ts";
import { createAnalyzer } from "./retrieval/morphology/analyzer.ts";
import { loadDictionary } from "./retrieval/morphology/dictionary.ts";
import { createTermExtractor, type TermExtractor } from "./retrieval/terms.ts";

/** What a process knows of Japanese: loaded once (about 0.4 s), shared by everything. */
export interface Language {
  extract: TermExtractor;
  mask: Mask;
}

export async function loadLanguage(): Promise<Language> {
  const analyze = createAnalyzer(await loadDictionary());
  return { extract: createTermExtractor(analyze), mask: createMask(analyze) };
}
