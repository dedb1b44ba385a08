import { createEntry, type Entry } from "../entry.ts";
import { checkFields, type EntryFields } from "../fields.ts";
import { splitFrontMatter } from "../front-matter.ts";
import { cutMarkdown, type Passage } from "../passages.ts";
import type { Report } from "../problem.ts";
import type { SourceFile } from "../source-files.ts";

/** An article, supplementary provision or annexed table, with the lines it is made of. */
interface Provision {
  /** 第12条, 附則, 別表第1; digits are half width, as in the places that entries name. */
  name: string;
  caption?: string;
  line: number;
  lines: string[];
}

const articleStart = /^(第[0-9０-９]+条(?:の[0-9０-９]+)*)[　 ]/;
const paragraphStart = /^([0-9０-９]+)[　 ]/;
const itemStart = /^[(（][0-9０-９]+[)）][　 ]/;
const caption = /^[（(](.+)[）)]$/;
const tableStart = /^((?:別表|様式)(?:第[0-9０-９]+号?(?:の[0-9０-９]+)*)?)(?=[（(　 ]|$)/;

/** Reads an ordinance or rule: each article, supplementary provision and annexed table becomes a document. */
export function readOrdinance(file: SourceFile, report: Report): Entry[] {
  const matter = splitFrontMatter(file, report);
  if (!matter) return [];
  const fields = checkFields(matter.data, file.path, matter.lineOf, report);
  if (!fields) return [];
  const title = fields.title;
  const provisions = splitProvisions(matter.body, matter.bodyLine);
  if (!title || provisions.length === 0) {
    report({
      file: file.path,
      line: title ? matter.bodyLine : 2,
      severity: "error",
      message: title ? "「第1条　…」の形の条文が見つかりません" : "「title」がありません",
      mend: title ? "条の番号のあとに全角の空白を置いて書いてください" : "例規の題名を title に書いてください",
    });
    return [];
  }
  return provisions.map((provision) => toEntry({ ...fields, title }, provision, file.path));
}

function toEntry(fields: EntryFields & { title: string }, provision: Provision, file: string): Entry {
  const { name, caption: heading, lines } = provision;
  const shown = heading ? `${name}（${heading}）` : name;
  const entry = { ...fields, id: fields.id, title: `${fields.title} ${shown}`, url: `${fields.url ?? ""}#${name}` };
  const passages = articleStart.test(`${name}　`) ? cutArticle(name, lines) : cutPlain(name, lines);
  const created = createEntry(entry, "article", { file, line: provision.line }, passages);
  return withId(created, `${fields.id}#${name}`);
}

/** Article ids hold a #, which staff may not use in ids of their own. */
function withId(entry: Entry, id: string): Entry {
  const chunks = entry.document.chunks.map((chunk, number) => ({ ...chunk, id: `${id}#${number}`, documentId: id }));
  return { ...entry, document: { ...entry.document, id, chunks } };
}

function splitProvisions(body: string, firstLine: number): Provision[] {
  const provisions: Provision[] = [];
  let current: Provision | undefined;
  let pendingCaption: string | undefined;
  let supplementary = 0;
  const start = (name: string, index: number, line: string, heading?: string) => {
    current = { name, line: firstLine + index, lines: line ? [line] : [], ...(heading && { caption: heading }) };
    provisions.push(current);
  };
  const lines = body.split("\n");
  lines.forEach((line, index) => {
    const trimmed = line.replace(/^[　 ]+|[　 ]+$/g, "");
    if (/^附[　 ]*則/.test(trimmed)) {
      supplementary++;
      start(supplementary === 1 ? "附則" : `附則（${supplementary}）`, index, "");
      return;
    }
    const table = tableStart.exec(trimmed);
    if (table) {
      start(table[1]!.normalize("NFKC"), index, "");
      return;
    }
    const article = supplementary === 0 ? articleStart.exec(line) : null;
    if (article) {
      start(article[1]!.normalize("NFKC"), index, line, pendingCaption);
      pendingCaption = undefined;
      return;
    }
    // An item such as (1)　…（…） also starts and ends with brackets; only a caption stands right above an article.
    const captionMatch =
      supplementary === 0 && articleStart.test(lines[index + 1] ?? "") ? caption.exec(trimmed) : null;
    if (captionMatch) pendingCaption = captionMatch[1]!;
    else if (/^第[0-9０-９]+[章節款][　 ]/.test(trimmed)) current = undefined;
    else if (current && (trimmed || current.lines.length > 0)) current.lines.push(line.replace(/[　 ]+$/, ""));
  });
  return provisions.filter((provision) => provision.lines.some((line) => line.trim()));
}

/** One passage a paragraph (項), its items (号) with it. */
function cutArticle(name: string, lines: string[]): Passage[] {
  const paragraphs: { number: number; lines: string[] }[] = [];
  for (const line of lines) {
    const number = paragraphStart.exec(line);
    if (paragraphs.length === 0 || number) {
      paragraphs.push({ number: number ? Number(number[1]!.normalize("NFKC")) : 1, lines: [line] });
    } else if (line.trim()) paragraphs.at(-1)!.lines.push(line);
  }
  const several = paragraphs.length > 1;
  return paragraphs.flatMap(({ number, lines: own }) => cutItems(several ? `${name}第${number}項` : name, own));
}

/** A long paragraph is cut before an item, never inside one. */
function cutItems(place: string, lines: string[]): Passage[] {
  const limit = 600;
  const passages: Passage[] = [];
  for (const line of lines) {
    const last = passages.at(-1);
    if (!last) passages.push({ place, text: line });
    else if (itemStart.test(line) && last.text.length + line.length > limit) {
      const item = Number(/\d+/.exec(line.normalize("NFKC"))?.[0]);
      passages.push({ place: `${place}第${item}号`, text: line });
    } else last.text += `\n${line}`;
  }
  return passages;
}

function cutPlain(name: string, lines: string[]): Passage[] {
  return cutMarkdown(lines.join("\n").trim()).map(({ text }) => ({ place: name, text }));
}
