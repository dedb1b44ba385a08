import { resolve } from "node:path";
import { buildApp } from "../server/app.ts";
import type { Cities } from "../server/cities.ts";
import type { ConversationStore } from "../server/storage/ports.ts";
import { loadedLanguage, openMoment, startApp, type TestApp, type TestAppOptions, testConfig } from "./helper.ts";

/** A town with a single entry, indexed in no time: enough where it does not matter what is answered. */
export const kosato = {
  folder: resolve(import.meta.dirname, "fixtures/kosato"),
  question: "町民テントを借りるには、どうすればよいですか。",
};

export interface ListeningAppOptions extends TestAppOptions {
  /** Puts something in the place of a real part, to see what happens when it is slow or fails. */
  replace?: {
    conversations?: (real: ConversationStore) => ConversationStore;
    cities?: (real: Cities) => Cities;
  };
}

export interface ListeningApp extends TestApp {
  /** Where it listens, such as http://127.0.0.1:40001. */
  origin: string;
}

/** A real app on a real port. */
export async function listeningApp({ replace, ...options }: ListeningAppOptions = {}): Promise<ListeningApp> {
  const started = await startApp(options);
  const app = replace ? await rebuilt(started, replace, options) : started.app;
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  return { ...started, app, origin, close: () => app.close() };
}

async function rebuilt(
  { app, cities, storage: { conversations } }: TestApp,
  replace: NonNullable<ListeningAppOptions["replace"]>,
  { clock = () => openMoment, config }: TestAppOptions,
) {
  await app.close();
  return buildApp({
    config: testConfig(config),
    cities: replace.cities?.(cities) ?? cities,
    conversations: replace.conversations?.(conversations) ?? conversations,
    language: await loadedLanguage(),
    clock,
  });
}

/** Cities whose retrieval goes through `around`. */
export function withRetrieval(real: Cities, around: (retrieve: () => Promise<unknown>) => Promise<unknown>): Cities {
  const get: Cities["get"] = (id) => {
    const city = real.get(id);
    if (!city) return undefined;
    const retrieve = (...given: Parameters<typeof city.retriever.retrieve>) =>
      around(() => city.retriever.retrieve(...given)) as ReturnType<typeof city.retriever.retrieve>;
    return { ...city, retriever: { ...city.retriever, retrieve } };
  };
  return { ...real, get };
}
