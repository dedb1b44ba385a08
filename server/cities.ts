import { join } from "node:path";
import type { Profile } from "./city/profile.ts";
import type { Document } from "./domain.ts";
import type { Language } from "./language.ts";
import type { NamedEmbeddings } from "./models.ts";
import { openCorpusEmbeddings } from "./retrieval/corpus-embeddings.ts";
import { createRetriever, type Retriever } from "./retrieval/retriever.ts";
import { createSuggester, type Suggester } from "./retrieval/suggest.ts";
import { createThesaurus, joinThesauri, parseThesaurus } from "./retrieval/thesaurus.ts";
import type { CorpusStore } from "./storage/ports.ts";

/** A municipality as it is served at this moment. Never changed in place: a new corpus makes a new one. */
export interface City {
  profile: Profile;
  documents: Map<string, Document>;
  retriever: Retriever;
  suggest: Suggester;
  version: number;
  /** When the corpus was last indexed, milliseconds since 1970. */
  indexedAt: number;
}

export interface Cities {
  get(id: string): City | undefined;
  all(): City[];
  /** Takes over what changed in storage since; the old index serves until the new one is complete. */
  refresh(): Promise<void>;
}

export interface CitiesDependencies {
  corpus: CorpusStore;
  language: Language;
  model?: NamedEmbeddings | undefined;
  indexCacheDir?: string | undefined;
}

/** Loads every city in storage. */
export async function openCities(dependencies: CitiesDependencies): Promise<Cities> {
  const { corpus } = dependencies;
  const live = new Map<string, City>();
  let refreshing: Promise<void> | undefined;
  const load = async () => {
    const ids = await corpus.cities();
    for (const id of live.keys()) if (!ids.includes(id)) live.delete(id);
    for (const id of ids) {
      if ((await corpus.version(id)) === live.get(id)?.version) continue;
      const city = await loadCity(id, dependencies);
      if (city) live.set(id, city);
    }
  };
  const cities: Cities = {
    get: (id) => live.get(id),
    all: () => [...live.values()],
    refresh: () => {
      refreshing ??= load().finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
  };
  await cities.refresh();
  return cities;
}

async function loadCity(id: string, dependencies: CitiesDependencies): Promise<City | undefined> {
  const { corpus, language, model, indexCacheDir } = dependencies;
  const { extract } = language;
  const state = await corpus.state(id);
  if (!state) return undefined;
  const [documents, vectors] = [await corpus.documents(id), await corpus.embeddings(id)];
  // An ingest that lands between these reads would mix two states: read again.
  if ((await corpus.version(id)) !== state.version) return loadCity(id, dependencies);
  const thesaurus = joinThesauri(language.thesaurus, createThesaurus(parseThesaurus(state.thesaurus), extract));
  const { name, data, scale } = state.embedder;
  // Vectors of a model that is no longer configured cannot be compared with its questions: keywords stand alone.
  const embeddings = data
    ? openCorpusEmbeddings(data, extract, thesaurus)
    : name === model?.name
      ? model.embeddings
      : undefined;
  const cache = indexCacheDir && join(indexCacheDir, id);
  return {
    profile: state.profile as Profile,
    documents: new Map(documents.map((document) => [document.id, document])),
    retriever: await createRetriever({ ...language, documents, thesaurus, embeddings, vectors, scale, cache }),
    suggest: createSuggester(documents, language.analyze),
    version: state.version,
    indexedAt: state.indexedAt,
  };
}
