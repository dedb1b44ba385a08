/**
 * One spelling for what is read the same: NFKC (full-width letters, half-width kana), lower case,
 * dashes between katakana as the long-vowel mark, runs of white space as one space.
 */
export function normalize(text: string): string {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/(?<=[ァ-ヶー])[-‐‑–—―−]/g, "ー")
      // The analyser takes 無くした for 無い + する; in kana it knows the verb.
      .replace(/[無失亡]く(?=[しすせそ])/g, "なく")
      .replace(/\s+/g, " ")
      .trim()
  );
}

/** Katakana as hiragana, for comparing what is read the same. */
export function toHiragana(text: string): string {
  return text.replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
}
