import type { City } from "../../server/cities.ts";
import { type Profile, parseProfile } from "../../server/city/profile.ts";
import type { Document } from "../../server/domain.ts";
import { createRetriever } from "../../server/retrieval/retriever.ts";
import { createSuggester } from "../../server/retrieval/suggest.ts";
import { loadedLanguage } from "../helper.ts";

/** A city of these documents, as `openCities` would make it: keywords alone, the shared thesaurus. */
export async function cityOf(documents: Document[], profile: Partial<Profile> = {}): Promise<City> {
  const language = await loadedLanguage();
  return {
    profile: {
      ...parseProfile({
        id: "misaki",
        name: "みさき市",
        site: "https://misaki.example",
        contact: { department: "総合案内", phone: "0000-22-1111" },
      }),
      ...profile,
    },
    documents: new Map(documents.map((document) => [document.id, document])),
    retriever: await createRetriever({ ...language, documents, vectors: new Map() }),
    suggest: createSuggester(documents, language.analyze),
    version: 1,
    indexedAt: 0,
  };
}
