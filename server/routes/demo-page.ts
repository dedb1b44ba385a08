import { toHtml } from "hast-util-to-html";
import { toHast } from "mdast-util-to-hast";
import { describeHours } from "../city/hours.ts";
import { type Department, departmentFor, hoursOf, type Profile } from "../city/profile.ts";
import type { Document } from "../domain.ts";
import { parseMarkdown } from "../markdown.ts";

/** A published page of the demonstration city, as HTML: the documents and departments that share its address. */
export function publishedPage(profile: Profile, documents: Document[], departments: Department[]): string {
  const title = documents[0]?.title ?? departments[0]?.name ?? profile.name;
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} | ${escapeHtml(profile.name)}</title>
<link rel="stylesheet" href="/demo/style.css">
<link rel="icon" href="/demo/icon.svg">
<script src="/widget.js" data-city="${escapeHtml(profile.id)}" defer></script>
</head>
<body>
<header class="page-header"><p><a href="/">${escapeHtml(profile.name)}ホームページ</a></p></header>
<main class="published" id="main">
${documents.map((document) => section(document, profile)).join("\n")}
${departments.map((department) => departmentSection(department, profile)).join("\n")}
</main>
</body>
</html>
`;
}

function section(document: Document, profile: Profile): string {
  const body = document.chunks.map(({ place, text }, i) => {
    const isNew = place && place !== document.chunks[i - 1]?.place && document.kind !== "article";
    return `${isNew ? `<h2>${escapeHtml(place)}</h2>\n` : ""}${markdown(text, document.kind === "article")}`;
  });
  const anchor = decodeURIComponent(document.url.split("#")[1] ?? document.id);
  return `<article id="${escapeHtml(anchor)}">
<h1>${escapeHtml(document.title)}</h1>
${body.join("\n")}
<p class="page-note">担当：${escapeHtml(departmentFor(profile, document).name)}　最終確認日：${escapeHtml(document.updatedAt)}</p>
</article>`;
}

function departmentSection(department: Department, profile: Profile): string {
  const { name, place, phone, email } = department;
  const hours = describeHours(hoursOf(profile, department), profile.closures);
  const rows = [
    ["場所", place],
    ["電話", phone],
    ["メール", email],
    ["受付時間", hours],
  ].filter(([, value]) => value);
  const items = rows.map(([label, value]) => `<dt>${escapeHtml(label!)}</dt><dd>${escapeHtml(value!)}</dd>`);
  return `<article><h1>${escapeHtml(name)}</h1><dl>${items.join("")}</dl></article>`;
}

/** Line breaks of a legal text are meant; in other texts they are not. */
function markdown(text: string, keepLineBreaks: boolean): string {
  if (keepLineBreaks && !text.startsWith("|")) return `<p>${text.split("\n").map(escapeHtml).join("<br>")}</p>`;
  return toHtml(toHast(parseMarkdown(text)));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
