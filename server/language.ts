import { createMask, type Mask } from "./answering/personal-data.ts";
import { createKanaRestorer, type KanaRestorer } from "./retrieval/kana.ts";
import { type Analyzer, createAnalyzer } from "./retrieval/morphology/analyzer.ts";
import { loadDictionary } from "./retrieval/morphology/dictionary.ts";
import { createTermExtractor, type TermExtractor } from "./retrieval/terms.ts";
import { createThesaurus, readBaseGroups, type Thesaurus } from "./retrieval/thesaurus.ts";

/** What a process knows of Japanese: loaded once (about 0.4 s), shared by everything. */
export interface Language {
  analyze: Analyzer;
  extract: TermExtractor;
  mask: Mask;
  /** The thesaurus that all cities share. */
  thesaurus: Thesaurus;
  restoreKana: KanaRestorer;
}

export async function loadLanguage(): Promise<Language> {
  const analyze = createAnalyzer(await loadDictionary());
  const extract = createTermExtractor(analyze);
  const groups = await readBaseGroups();
  return {
    analyze,
    extract,
    mask: createMask(analyze),
    thesaurus: createThesaurus(groups, extract),
    restoreKana: createKanaRestorer(
      groups.flatMap(({ left, right }) => [...left, ...right]),
      analyze,
    ),
  };
}
