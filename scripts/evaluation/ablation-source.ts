import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Profile } from "../../server/city/profile.ts";
import type { Document } from "../../server/domain.ts";
import { embedChanges } from "../../server/indexing/embed-changes.ts";
import { ingest } from "../../server/indexing/ingest.ts";
import type { Language } from "../../server/language.ts";
import { projectRoot } from "../../server/paths.ts";
import { openCorpusEmbeddings } from "../../server/retrieval/corpus-embeddings.ts";
import type { KanaRestorer } from "../../server/retrieval/kana.ts";
import type { Analyzer } from "../../server/retrieval/morphology/analyzer.ts";
import { type RankingWeights, rankingWeights } from "../../server/retrieval/ranking-weights.ts";
import type { RetrieverSource } from "../../server/retrieval/retriever.ts";
import type { TermExtractor } from "../../server/retrieval/terms.ts";
import { createThesaurus, type Group, parseThesaurus } from "../../server/retrieval/thesaurus.ts";
import { openStorage } from "../../server/storage/open.ts";

/** A line of the thesaurus and the file it stands in; "city" for the city's own. */
export interface FiledGroup extends Group {
  file: string;
}

/** What a retriever is made from before anything is derived: what a row of the ablation takes something out of. */
export interface Ingredients {
  documents: Document[];
  groups: FiledGroup[];
  extract: TermExtractor;
  /** Only homophones are looked up with it. */
  analyze: Analyzer;
  restoreKana: KanaRestorer;
  /** Where vectors and the thesaurus meet; all "full" in the product. */
  vectors: "full" | "none" | "trained without thesaurus" | "asked without thesaurus";
  weights: RankingWeights;
}

export interface AblationCity {
  profile: Profile;
  ingredients: Ingredients;
}

/** Reads a corpus folder as the product does. */
export async function readAblationCity(folder: string, language: Language): Promise<AblationCity> {
  const { corpus, close } = await openStorage({ databasePath: ":memory:" });
  const { city: id } = await ingest({ folder, corpus, language });
  const [documents, state] = [await corpus.documents(id), (await corpus.state(id))!];
  await close();
  const own = parseThesaurus(state.thesaurus).map((group) => ({ ...group, file: "city" }));
  const groups = [...(await readFiledGroups()), ...own];
  return {
    profile: state.profile as Profile,
    ingredients: { ...language, documents, groups, vectors: "full", weights: rankingWeights },
  };
}

async function readFiledGroups(): Promise<FiledGroup[]> {
  const folder = join(projectRoot, "server/retrieval/thesaurus");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".txt")).sort();
  const files = await Promise.all(
    names.map(async (name) =>
      parseThesaurus(await readFile(join(folder, name), "utf8")).map((group) => ({
        ...group,
        file: basename(name, ".txt"),
      })),
    ),
  );
  return files.flat();
}

/** Trains the vectors and compiles the thesaurus: everything that createRetriever is given in the product. */
export async function toSource(ingredients: Ingredients): Promise<RetrieverSource> {
  const { documents, groups, extract, analyze, restoreKana, weights, vectors: use } = ingredients;
  const thesaurus = createThesaurus(groups, extract);
  const source = { documents, extract, analyze, restoreKana, thesaurus, weights };
  if (use === "none") return { ...source, vectors: new Map() };
  const { embedder, embeddings: vectors } = await embedChanges({
    documents,
    changed: documents,
    stored: new Map(),
    state: undefined,
    extract,
    thesaurus: use === "trained without thesaurus" ? { ...thesaurus, groups: [] } : thesaurus,
    full: true,
  });
  const widening = use === "asked without thesaurus" ? undefined : thesaurus;
  const embeddings = openCorpusEmbeddings(embedder.data!, extract, widening);
  return { ...source, vectors, scale: embedder.scale, embeddings };
}
