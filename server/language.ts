import { LRUCache } from "lru-cache";
import { createMask, type Mask } from "./answering/personal-data.ts";
import { questionMaxLength } from "./contract.ts";
import { createKanaRestorer, type KanaRestorer } from "./retrieval/kana.ts";
import { type Analyzer, createAnalyzer, type Morpheme } from "./retrieval/morphology/analyzer.ts";
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

/** One question is analysed by several parts in turn; texts of documents are longer and come once. */
function remembered(analyze: Analyzer): Analyzer {
  const recent = new LRUCache<string, Morpheme[]>({ max: 1000 });
  return (text) => {
    if (text.length > questionMaxLength) return analyze(text);
    const known = recent.get(text);
    if (known) return known;
    const morphemes = analyze(text);
    recent.set(text, morphemes);
    return morphemes;
  };
}

export async function loadLanguage(): Promise<Language> {
  const analyze = remembered(createAnalyzer(await loadDictionary()));
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
