import { createMask, type Mask } from "./answering/personal-data.ts";
import { createAnalyzer } from "./retrieval/morphology/analyzer.ts";
import { loadDictionary } from "./retrieval/morphology/dictionary.ts";
import { createTermExtractor, type TermExtractor } from "./retrieval/terms.ts";
import { createThesaurus, readBaseGroups, type Thesaurus } from "./retrieval/thesaurus.ts";

/** What a process knows of Japanese: loaded once (about 0.4 s), shared by everything. */
export interface Language {
  extract: TermExtractor;
  mask: Mask;
  /** The thesaurus that all cities share. */
  thesaurus: Thesaurus;
}

export async function loadLanguage(): Promise<Language> {
  const analyze = createAnalyzer(await loadDictionary());
  const extract = createTermExtractor(analyze);
  return { extract, mask: createMask(analyze), thesaurus: createThesaurus(await readBaseGroups(), extract) };
}
