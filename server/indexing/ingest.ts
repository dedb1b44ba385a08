import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { localTime } from "../city/local-time.ts";
import { type Profile, ProfileError, parseProfile } from "../city/profile.ts";
import type { Document } from "../domain.ts";
import type { Language } from "../language.ts";
import type { NamedEmbeddings } from "../models.ts";
import { parseThesaurus } from "../retrieval/thesaurus.ts";
import type { CorpusStore } from "../storage/ports.ts";
import { checkCorpus } from "./corpus-checks.ts";
import { corpusTrained, embedChanges } from "./embed-changes.ts";
import type { Entry } from "./entry.ts";
import { checkFigures } from "./figures.ts";
import type { Problem, Report } from "./problem.ts";
import { readers } from "./readers/reader.ts";
import { readSourceFiles, type SourceFile } from "./source-files.ts";
import { parseYaml } from "./yaml.ts";

export interface IngestOptions {
  /** The folder that holds city.yaml. */
  folder: string;
  corpus: CorpusStore;
  language: Language;
  /** A model's embeddings; without them vectors are trained on the corpus. */
  model?: NamedEmbeddings | undefined;
  /** Train and embed everything anew. */
  full?: boolean;
  /** Leave a city alone whose files are the same as last time; without it they are read and checked again. */
  onlyIfChanged?: boolean;
  /** Read and check only. */
  dryRun?: boolean;
  now?: () => number;
  onProgress?: (done: number, total: number) => void;
}

export interface IngestReport {
  city: string;
  documents: number;
  chunks: number;
  changed: number;
  withdrawn: number;
  /** Passages that were embedded. */
  embedded: number;
  problems: Problem[];
  durationMs: number;
}

/** A corpus that must not replace the one that is being served. */
export class IngestError extends Error {
  problems: Problem[];
  constructor(message: string, problems: Problem[]) {
    super(message);
    this.problems = problems;
  }
}

/** Raised when readers or chunking change, so that unchanged files are read anew. */
const readersVersion = 2;

/**
 * Reads a city's folder and brings storage to the same state: only what changed is embedded and written,
 * and the change is applied as a whole. Throws IngestError, and leaves storage as it was, when nothing can be served.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const {
    folder,
    corpus,
    language,
    model,
    full = false,
    onlyIfChanged = false,
    dryRun = false,
    now = Date.now,
  } = options;
  const startedAt = now();
  const problems: Problem[] = [];
  const profile = await readProfile(folder);
  const files = await readSourceFiles(folder, extensions, (problem) => problems.push(problem));
  const sourceDigest = digestOf(files, model, language);
  const state = await corpus.state(profile.id);
  const stored = new Map((await corpus.documents(profile.id)).map((document) => [document.id, document]));
  const finish = (documents: Document[], changed: number, withdrawn: number, embedded: number): IngestReport => ({
    city: profile.id,
    documents: documents.length,
    chunks: documents.reduce((total, { chunks }) => total + chunks.length, 0),
    changed,
    withdrawn,
    embedded,
    problems,
    durationMs: now() - startedAt,
  });
  if (onlyIfChanged && state?.sourceDigest === sourceDigest) return finish([...stored.values()], 0, 0, 0);

  const documents = readDocuments(files, profile, startedAt, problems);
  const thesaurus = readThesaurus(files, problems);
  if (documents.length === 0) throw new IngestError(`${folder} に、回答に使える文書がひとつもありません`, problems);
  const changed = documents.filter((document) => full || !sameDocument(document, stored.get(document.id)));
  const kept = new Set(documents.map(({ id }) => id));
  const remove = [...stored.keys()].filter((id) => !kept.has(id));
  if (dryRun) return finish(documents, changed.length, remove.length, 0);
  if (state?.sourceDigest === sourceDigest && !full) return finish(documents, 0, 0, 0);
  const embedding = await embedChanges({ ...options, documents, stored, changed, state, full, ...language });
  await corpus.apply(profile.id, {
    put: changed,
    remove,
    ...embedding,
    profile,
    thesaurus,
    sourceDigest,
    indexedAt: now(),
  });
  return finish(documents, changed.length, remove.length, embedding.embeddings.size);
}

const extensions = new Set([...Object.keys(readers), ".yaml"]);

/** Of everything the index is made from. */
function digestOf(files: SourceFile[], model: NamedEmbeddings | undefined, { thesaurus }: Language): string {
  const hash = createHash("sha256").update(
    `${readersVersion} ${model?.name ?? corpusTrained + JSON.stringify(thesaurus.groups)}`,
  );
  for (const { path, text } of files) hash.update(`\0${path}\0${text}`);
  return hash.digest("base64url");
}

/** All entries of the files that can be served, checked against each other; mistakes are added to the problems. */
function readDocuments(files: SourceFile[], profile: Profile, moment: number, problems: Problem[]): Document[] {
  const report = (problem: Problem) => problems.push(problem);
  const entries = files.filter(({ path }) => !isNote(path)).flatMap((file) => readEntries(file, report));
  const checked = checkCorpus(entries, profile, localTime(moment, profile.timezone).date, report);
  checkFigures(
    files.filter(({ path }) => path.startsWith("figures/")),
    checked,
    report,
  );
  return checked.map(({ document }) => document);
}

function readEntries(file: SourceFile, report: Report): Entry[] {
  const read = readers[extname(file.path).toLowerCase()];
  try {
    return read?.(file, report) ?? [];
  } catch (error) {
    // No file that staff put into the folder may keep the others from being read.
    report({
      file: file.path,
      severity: "error",
      message: `読み取れません（${(error as Error).message}）`,
      mend: "ほかのファイルを手本に書き直してください",
    });
    return [];
  }
}

const thesaurusFile = "thesaurus.txt";

/** Notes to colleagues and the thesaurus are no entries. */
const isNote = (path: string) => path === thesaurusFile || /(^|\/)(README|LICENSE|NOTICE)[^/]*$/i.test(path);

/** The city's own thesaurus; lines that are no group are reported, and skipped when it is used. */
function readThesaurus(files: SourceFile[], problems: Problem[]): string {
  const text = files.find(({ path }) => path === thesaurusFile)?.text ?? "";
  parseThesaurus(text, ({ line }) =>
    problems.push({
      file: thesaurusFile,
      line,
      severity: "error",
      message: "言い換えの書き方が正しくありません",
      mend: "「A = B」「A ~ B」「A > B, C」「A, B => C」のどれかの形で、記号の前後に半角の空白を置いて書いてください",
    }),
  );
  return text;
}

async function readProfile(folder: string): Promise<Profile> {
  const path = join(folder, "city.yaml");
  const fail = (line: number, message: string, mend: string) => {
    throw new IngestError(`${path}:${line} ${message}`, [
      { file: "city.yaml", line, severity: "error", message, mend },
    ]);
  };
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) {
    return fail(1, "city.yaml がありません", "市の名前や課の連絡先を書いた city.yaml を置いてください") as never;
  }
  const { document, value, errorLine, lineAt } = parseYaml(text);
  if (errorLine !== undefined)
    fail(errorLine, "書き方が正しくありません", "字下げと「:」のあとの空白を確かめてください");
  try {
    return parseProfile(value);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    const node = document.getIn(error.path.split("/").slice(1), true) as { range?: [number] } | undefined;
    return fail(
      lineAt(node?.range?.[0]),
      `「${error.path}」の内容が正しくありません（${error.message}）`,
      "項目の名前と書き方を確かめてください",
    ) as never;
  }
}

function sameDocument(a: Document, b: Document | undefined): boolean {
  return b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
