import { parseArgs } from "node:util";
import { watch } from "chokidar";
import cliProgress from "cli-progress";
import { IngestError, type IngestReport, ingest } from "../server/indexing/ingest.ts";
import { describeProblem } from "../server/indexing/problem.ts";
import { loadLanguage } from "../server/language.ts";
import { createEmbeddings } from "../server/models.ts";
import { openStorage } from "../server/storage/open.ts";
import { cityFolders, config } from "./command-line.ts";

/** npm run ingest -- [--city ID | --city-dir DIR] [--watch] [--full] [--only-if-changed] [--dry-run] */
const { values } = parseArgs({
  options: {
    city: { type: "string" },
    "city-dir": { type: "string" },
    watch: { type: "boolean", default: false },
    full: { type: "boolean", default: false },
    "only-if-changed": { type: "boolean", default: false },
    "dry-run": { type: "boolean", default: false },
  },
});

/** Editors write a file in several steps. */
const settleMs = 50;

const folders = await cityFolders(values);
const storage = await openStorage(config);
const language = await loadLanguage(config.indexCacheDir);
const model = await createEmbeddings(config);

let failed = false;
for (const folder of folders) failed = !(await run(folder, values.full)) || failed;
if (values.watch) {
  console.log("変更を見ています。終わるときは Ctrl+C を押してください。");
  for (const folder of folders) watchFolder(folder);
} else {
  await storage.close();
  process.exitCode = failed ? 1 : 0;
}

/** True when the corpus can be served. */
async function run(folder: string, full: boolean): Promise<boolean> {
  const bar = new cliProgress.SingleBar({ format: "埋め込み {bar} {percentage}% {value}/{total}", hideCursor: true });
  try {
    const report = await ingest({
      folder,
      corpus: storage.corpus,
      language,
      model,
      full,
      onlyIfChanged: values["only-if-changed"],
      dryRun: values["dry-run"],
      onProgress: (done, total) => {
        if (!bar.isActive) bar.start(total, 0);
        bar.update(done);
      },
    });
    bar.stop();
    printReport(report);
    return true;
  } catch (error) {
    bar.stop();
    if (!(error instanceof IngestError)) {
      console.error(`取り込みに失敗しました。前の内容のまま使えます。（${(error as Error).message}）`);
      return false;
    }
    for (const problem of error.problems) console.error(describeProblem(problem));
    console.error(`${error.message}。前の内容のまま使えます。`);
    return false;
  }
}

function printReport(report: IngestReport): void {
  for (const problem of report.problems) console.warn(describeProblem(problem));
  const rows: [string, string | number][] = [
    ["市", report.city],
    ["文書", report.documents],
    ["パッセージ", report.chunks],
    [values["dry-run"] ? "変更される文書" : "変更した文書", report.changed],
    [values["dry-run"] ? "取り下げる文書" : "取り下げた文書", report.withdrawn],
    ["誤り・注意", report.problems.length],
    ["時間", `${(report.durationMs / 1000).toFixed(2)} 秒`],
  ];
  const width = 16;
  const cells = (text: string) => [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0xff ? 2 : 1), 0);
  console.log(rows.map(([name, value]) => `  ${name}${" ".repeat(width - cells(name))}${value}`).join("\n"));
}

function watchFolder(folder: string): void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  watch(folder, { ignoreInitial: true }).on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(() => run(folder, false)).then(() => {});
    }, settleMs);
  });
}
