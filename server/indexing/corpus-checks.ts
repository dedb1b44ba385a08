import { departmentFor, type Profile } from "../city/profile.ts";
import type { Entry } from "./entry.ts";
import { placeToDocument } from "./figures.ts";
import type { Report } from "./problem.ts";

/**
 * What can be seen only across files: ids used twice, departments, categories and links that lead nowhere.
 * Returns the entries that can be served, links mended, addresses and departments filled in.
 */
export function checkCorpus(entries: Entry[], profile: Profile, today: string, report: Report): Entry[] {
  const unique = withoutDuplicates(entries, report);
  const ids = new Set(unique.map(({ document }) => document.id));
  const hasDocument = (place: string) =>
    ids.has(placeToDocument(place)) || [...ids].some((id) => id.startsWith(`${place}#`));
  return unique.map((entry) => {
    const { document } = entry;
    const warn = (message: string, mend: string) =>
      report({ file: document.file, line: entry.line, severity: "warning", message, mend });
    if (document.department && !profile.departments[document.department])
      warn(
        `課「${document.department}」が city.yaml にありません`,
        "city.yaml の departments にある名前を書いてください",
      );
    const category = document.category?.split("/")[0];
    if (category && Object.keys(profile.categories).length > 0 && !profile.categories[category])
      warn(`分類「${category}」が city.yaml にありません`, "city.yaml の categories にある名前を書いてください");
    for (const id of document.related)
      if (!ids.has(id)) warn(`関連する「${id}」が見つかりません`, "related にある id を確かめてください");
    for (const place of entry.basis)
      if (!hasDocument(place)) warn(`根拠「${place}」が見つかりません`, "basis にある例規の id と条を確かめてください");
    if (document.validUntil && document.validUntil < today)
      warn(
        `有効期間（${document.validUntil}まで）を過ぎています。回答には使われません`,
        "内容を見直して期間を改めるか、ファイルを消してください",
      );
    return { ...entry, document: completed(document, profile, ids) };
  });
}

function withoutDuplicates(entries: Entry[], report: Report): Entry[] {
  const first = new Map<string, Entry>();
  for (const entry of entries) {
    const { id, file } = entry.document;
    const earlier = first.get(id);
    if (!earlier) {
      first.set(id, entry);
      continue;
    }
    report({
      file,
      line: entry.line,
      severity: "error",
      message: `id「${id}」は ${earlier.document.file}:${earlier.line} で使われています`,
      mend: "ほかと重ならない id に改めてください（先に読んだ方を使いました）",
    });
  }
  return [...first.values()];
}

function completed(document: Entry["document"], profile: Profile, ids: Set<string>): Entry["document"] {
  const { department, ...rest } = document;
  const known = department !== undefined && profile.departments[department] ? { department } : {};
  return {
    ...rest,
    ...known,
    url: document.url || departmentFor(profile, { ...rest, ...known }).url || profile.site || "/",
    related: document.related.filter((id) => ids.has(id)),
  };
}
