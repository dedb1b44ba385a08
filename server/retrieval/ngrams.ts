import { normalize, toHiragana } from "./normalize.ts";

const run = /[\p{L}\p{N}ー]+/gu;

/**
 * Character bigrams of each run of letters, katakana as hiragana: they find words that the dictionary
 * splits differently or does not have, and survive a typing mistake.
 */
export function characterBigrams(text: string): string[] {
  const bigrams: string[] = [];
  const kana = toHiragana(normalize(text));
  for (const [letters] of kana.matchAll(run)) {
    for (let i = 0; i + 1 < letters.length; i++) bigrams.push(letters.slice(i, i + 2));
  }
  return bigrams;
}
