/**
 * One spelling for what is read the same: NFKC (full-width letters, half-width kana), lower case,
 * dashes between katakana as the long-vowel mark, runs of white space as one space.
 */
export function normalize(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=[ァ-ヶー])[-‐‑–—―−]/g, "ー")
    .replace(/\s+/g, " ")
    .trim();
}
