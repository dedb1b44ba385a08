import { createMask, type Mask } from "./answering/personal-data.ts";
import { questionMaxLength } from "./contract.ts";
import { compileWords, keepCompiled } from "./retrieval/compiled-words.ts";
import { createKanaRestorer, type KanaRestorer } from "./retrieval/kana.ts";
import { type Analyzer, createAnalyzer } from "./retrieval/morphology/analyzer.ts";
import { loadDictionary } from "./retrieval/morphology/dictionary.ts";
import { remember } from "./retrieval/remember.ts";
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

const rememberedTexts = 1000;

/** One question is analysed by several parts in turn; texts of documents are longer and come once. */
function rememberShort(analyze: Analyzer): Analyzer {
  const recall = remember(analyze, rememberedTexts);
  return (text) => (text.length > questionMaxLength ? analyze(text) : recall(text));
}

/** Loads it all; with a folder for it, what takes long to compile is kept there for the next start. */
export async function loadLanguage(cacheDir?: string): Promise<Language> {
  const analyze = rememberShort(createAnalyzer(await loadDictionary()));
  const extract = createTermExtractor(analyze);
  const groups = await readBaseGroups();
  const { concepts, readings } = await keepCompiled(cacheDir, () => compileWords(groups, extract, analyze));
  return {
    analyze,
    extract,
    mask: createMask(analyze),
    thesaurus: createThesaurus(groups, extract, concepts),
    restoreKana: createKanaRestorer(readings),
  };
}
