import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import type { Report } from "./problem.ts";

/** A file of the corpus folder, decoded. */
export interface SourceFile {
  /** Relative to the corpus folder, with forward slashes. */
  path: string;
  text: string;
}

/** Larger files are no FAQ; a real city's whole FAQ export is about 2 MB. */
const maximumBytes = 20 * 1024 * 1024;

/** Reads every file below the folder whose extension has a reader, in a fixed order. */
export async function readSourceFiles(folder: string, extensions: Set<string>, report: Report): Promise<SourceFile[]> {
  const root = await realpath(folder);
  const files: SourceFile[] = [];
  const visit = async (relative: string): Promise<void> => {
    const entries = await readdir(join(root, relative), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = relative ? `${relative}/${entry.name}` : entry.name;
      // Office and editors leave hidden and lock files (~$faq.csv) beside the real ones.
      if (entry.name.startsWith(".") || entry.name.startsWith("~$")) continue;
      try {
        const target = await realpath(join(root, path));
        if (!target.startsWith(root + sep)) {
          report({
            file: path,
            severity: "error",
            message: "コーパスのフォルダーの外を指すリンクです",
            mend: "リンクではなく、ファイルそのものをフォルダーの中に置いてください",
          });
          continue;
        }
        const info = await stat(target);
        if (info.isDirectory() && !entry.isSymbolicLink()) await visit(path);
        else if (info.isFile() && extensions.has(extname(entry.name).toLowerCase())) {
          const text = await readText(target, info.size, path, report);
          if (text !== undefined) files.push({ path, text });
        }
      } catch (error) {
        report({
          file: path,
          severity: "error",
          message: `読み取れません（${(error as NodeJS.ErrnoException).code ?? "不明"}）`,
          mend: "ファイルがあるか、読み取りの権限があるかを確かめてください",
        });
      }
    }
  };
  await visit("");
  return files;
}

async function readText(target: string, size: number, path: string, report: Report): Promise<string | undefined> {
  if (size > maximumBytes) {
    report({
      file: path,
      severity: "error",
      message: `大きすぎます（${Math.round(size / 1024 / 1024)} MB）`,
      mend: `${maximumBytes / 1024 / 1024} MB以下のファイルに分けてください`,
    });
    return undefined;
  }
  const text = decode(await readFile(target));
  if (text === undefined) {
    report({
      file: path,
      severity: "error",
      message: "文字のファイルではありません（または文字コードが UTF-8 でも Shift_JIS でもありません）",
      mend: "UTF-8 で保存し直してください",
    });
  }
  return text;
}

/** UTF-8 (with or without BOM), else Shift_JIS as Excel writes it; undefined for what is no text. */
export function decode(bytes: Uint8Array): string | undefined {
  for (const encoding of ["utf-8", "shift_jis"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return /[\u0000-\u0008\u000e-\u001a]/.test(text) ? undefined : text.replace(/\r\n?/g, "\n");
    } catch {
      // Not in this encoding; the next one may fit.
    }
  }
  return undefined;
}
