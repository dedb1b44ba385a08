import { ask } from "../../server/answering/ask.ts";
import { collectAnswer } from "../../server/answering/events.ts";
import { type City, openCities } from "../../server/cities.ts";
import type { Answer } from "../../server/contract.ts";
import { ingest } from "../../server/indexing/ingest.ts";
import type { Language } from "../../server/language.ts";
import type { NamedEmbeddings } from "../../server/models.ts";
import { createThesaurus, joinThesauri, parseThesaurus, type Thesaurus } from "../../server/retrieval/thesaurus.ts";
import { openStorage } from "../../server/storage/open.ts";

/** A city read into memory as the product reads it, and the product's way of answering. */
export interface EvaluatedCity {
  city: City;
  language: Language;
  /** The shared thesaurus and the city's own. */
  thesaurus: Thesaurus;
  /** Milliseconds since 1970: the moment at which all questions are asked. */
  moment: number;
  /** The same city with an index of its own, which remembers no question. */
  reopen(): Promise<City>;
  /** The product's answer, from this city or a copy of it. */
  answer(city: City, question: string): Promise<Answer>;
  close(): Promise<void>;
}

export interface OpenCityOptions {
  folder: string;
  language: Language;
  model?: NamedEmbeddings | undefined;
  moment: number;
}

/** Ingests a corpus folder into memory. Throws IngestError when nothing of it can be served. */
export async function openCity({ folder, language, model, moment }: OpenCityOptions): Promise<EvaluatedCity> {
  const { corpus, conversations, close } = await openStorage({ databasePath: ":memory:" });
  const { city: id } = await ingest({ folder, corpus, language, model });
  const reopen = async () => (await openCities({ corpus, language, model })).get(id)!;
  const own = parseThesaurus((await corpus.state(id))?.thesaurus ?? "");
  const dependencies = { conversations, language, clock: () => moment, onRecordFailure: () => {} };
  return {
    city: await reopen(),
    language,
    thesaurus: joinThesauri(language.thesaurus, createThesaurus(own, language.extract)),
    moment,
    reopen,
    answer: (city, question) => collectAnswer(ask({ city: id, question }, { ...dependencies, city })),
    close,
  };
}

/** The city as it were had these documents never been published; the index keeps its word statistics. */
export function withoutDocuments(city: City, ids: Set<string>): City {
  return {
    ...city,
    documents: new Map([...city.documents].filter(([id]) => !ids.has(id))),
    retriever: {
      ...city.retriever,
      retrieve: (question, { isServable = () => true, ...options } = {}) =>
        city.retriever.retrieve(question, {
          ...options,
          isServable: (document) => !ids.has(document.id) && isServable(document),
        }),
    },
  };
}
