import type { Citation } from "../server/contract.ts";
import { plain } from "./inline-markdown.ts";

/** Long enough to be found once on a page, short enough not to run into markup. */
const fragmentLength = 30;

/** An address that may be followed, or undefined for schemes that could run something. */
export function safeUrl(href: string, base: string): string | undefined {
  try {
    const url = new URL(href, `${base}/`);
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** The published page, scrolled to the quoted words where the browser knows text fragments. */
export function citationUrl(citation: Citation, base: string): string | undefined {
  const url = safeUrl(citation.url, base);
  const words = openingWords(citation.quote);
  if (!url || !words) return url;
  return `${url}${url.includes("#") ? "" : "#"}:~:text=${encodeURIComponent(words).replace(/-/g, "%2D")}`;
}

/** The first words of a quote as they stand on the page. */
function openingWords(quote: string): string {
  const line = quote.split("\n").find((each) => each.trim() !== "") ?? "";
  const unmarked = line.trim().replace(/^(?:#{1,6}|[-*+>]|\d+[.)])[ \t]+/, "");
  // A fragment cannot span table cells, each being a block of its own.
  const words = unmarked.startsWith("|") ? unmarked.split("|").find((cell) => cell.trim() !== "") : unmarked;
  return cutAtWord(plain(words ?? "").trim());
}

/** Browsers match whole words only, so a cut within one would find nothing. */
function cutAtWord(text: string): string {
  if (text.length <= fragmentLength || !("Segmenter" in Intl)) return text.slice(0, fragmentLength);
  const segments = [...new Intl.Segmenter("ja", { granularity: "word" }).segment(text)];
  const ends = segments.map(({ index }) => index).filter((index) => index <= fragmentLength);
  return text.slice(0, ends.pop() || fragmentLength);
}

/** tel: address of a phone number as printed. */
export function phoneUrl(phone: string): string {
  return `tel:${phone.replace(/[^\d+#*]/g, "")}`;
}
