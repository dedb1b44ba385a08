import { parseArgs } from "node:util";
import { ask } from "../server/answering/ask.ts";
import { collectAnswer } from "../server/answering/events.ts";
import { type City, openCities } from "../server/cities.ts";
import type { Answer } from "../server/contract.ts";
import { ingest } from "../server/indexing/ingest.ts";
import { loadLanguage } from "../server/language.ts";
import { createEmbeddings } from "../server/models.ts";
import { openStorage } from "../server/storage/open.ts";
import { cityFolders, config, fail } from "./command-line.ts";

/** npm run ask -- "質問" [--city ID | --city-dir DIR] [--json] */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { city: { type: "string" }, "city-dir": { type: "string" }, json: { type: "boolean", default: false } },
});
const question = positionals.join(" ").trim() || fail('質問を書いてください。例: npm run ask -- "粗大ごみの出し方"');

const [folder] = await cityFolders(values);
// Asked at a terminal, nothing is kept: the corpus is read into memory and the question is forgotten.
const storage = await openStorage({ databasePath: ":memory:" });
const language = await loadLanguage(config.indexCacheDir);
const model = await createEmbeddings(config);
const report = await ingest({ folder: folder!, corpus: storage.corpus, language, model }).catch((error: Error) =>
  fail(error.message),
);
const cities = await openCities({ corpus: storage.corpus, language, model });
const city = cities.get(report.city) as City;
const dependencies = {
  city,
  conversations: storage.conversations,
  language,
  clock: Date.now,
  onRecordFailure: () => {},
};
const answer = await collectAnswer(ask({ city: report.city, question }, dependencies));
console.log(values.json ? JSON.stringify(answer, null, 2) : toText(answer));
await storage.close();

function toText({ kind, statements, citations, choices, hotlines, contact, related }: Answer): string {
  const sections = [
    `【${kind}】`,
    ...(hotlines ?? []).map(({ name, phone, hours }) => `${name} ${phone}（${hours}）`),
    ...statements.map(({ text, citations: numbers }) => `${text} ${numbers.map((number) => `[${number}]`).join("")}`),
    ...choices.map(({ label }, i) => `${i + 1}. ${label}`),
    citations
      .map(({ number, title, place, department, updatedAt, url }) =>
        [`[${number}] ${title}`, place, department, updatedAt, url].filter(Boolean).join(" / "),
      )
      .join("\n"),
    contact
      ? `${contact.department} ${contact.phone}（${contact.hours}）${contact.open ? "受付中" : `次の受付 ${contact.opensAt}`}`
      : "",
    related.length > 0 ? `関連: ${related.join(" / ")}` : "",
  ];
  return sections.filter(Boolean).join("\n\n");
}
