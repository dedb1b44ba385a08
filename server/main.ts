import { buildApp } from "./app.ts";
import { openCities } from "./cities.ts";
import { readConfig } from "./config.ts";
import { loadLanguage } from "./language.ts";
import { createEmbeddings } from "./models.ts";
import { openStorage } from "./storage/open.ts";

/** How often storage is asked whether the corpus moved. */
const refreshEveryMs = 100;
const purgeEveryMs = 3_600_000;
const dayMs = 86_400_000;

const config = readConfig();
const storage = await openStorage(config);
const language = await loadLanguage(config.indexCacheDir);
const model = await createEmbeddings(config);
const { corpus, conversations } = storage;
const cities = await openCities({ corpus, language, model, indexCacheDir: config.indexCacheDir });
const app = await buildApp({ config, cities, conversations, language, clock: Date.now });

const refresh = setInterval(() => {
  cities.refresh().catch((error) => app.log.error({ err: error }, "the corpus could not be refreshed"));
}, refreshEveryMs);
const purge = setInterval(() => {
  conversations
    .purge(Date.now() - config.retentionDays * dayMs)
    .catch((error) => app.log.error({ err: error }, "old questions could not be deleted"));
}, purgeEveryMs);

async function close(): Promise<void> {
  clearInterval(refresh);
  clearInterval(purge);
  await app.close();
  await storage.close();
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void close());

await conversations.purge(Date.now() - config.retentionDays * dayMs).catch(() => {});
const address = await app.listen({ host: config.host, port: config.port });
// A parent process, such as `npm start`, is told where to find us.
process.send?.({ address });
