import { createMask, type Mask } from "./answering/personal-data.ts";
import { createAnalyzer } from "./retrieval/morphology/analyzer.ts";
import { loadDictionary } from "./retrieval/morphology/dictionary.ts";
import { createTermExtractor, type TermExtractor } from "./retrieval/terms.ts";
import { type Group, readBaseThesaurus } from "./retrieval/thesaurus.ts";

/** What a process knows of Japanese: loaded once (about 0.4 s), shared by everything. */
export interface Language {
  extract: TermExtractor;
  mask: Mask;
  /** The thesaurus that all cities share. */
  thesaurus: Group[];
}

export async function loadLanguage(): Promise<Language> {
  const analyze = createAnalyzer(await loadDictionary());
  return { extract: createTermExtractor(analyze), mask: createMask(analyze), thesaurus: await readBaseThesaurus() };
}
