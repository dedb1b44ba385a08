import { toHiragana as romajiToHiragana } from "wanakana";
import type { Analyzer } from "./morphology/analyzer.ts";
import { normalize, toHiragana } from "./normalize.ts";

/** Letters and digits without what stands between them, and where words begin in them. */
export interface Spelled {
  text: string;
  wordStarts: number[];
}

/** A phrase as it is written (katakana as hiragana), as it is read in kana, and its reading in simplified romaji. */
export interface Forms {
  written: Spelled;
  kana: Spelled;
  romaji: Spelled;
}

/** What to look for, and in which form. A simplified needle also finds what only sounds alike. */
export interface Needle {
  form: keyof Forms;
  text: string;
}

/** Words that residents do not begin to type with: particles, endings, signs. */
const dependent = /^(?:助詞|助動詞|記号|名詞,非自立|動詞,非自立|動詞,接尾)/;
/** Shorter readings are shared by too many words: of typed kana, and of kanji, which need not be the right ones. */
const shortestAlike = { kana: 2, kanji: 3 };

const allKana = /^[ぁ-ゖー]+$/;
const latin = /[a-z]/;
const han = /\p{Script=Han}/u;

/** Spells published phrases in their three forms. It remembers words, of which a city has few: use it for one city. */
export function createSpeller(analyze: Analyzer): (phrase: string) => Forms {
  const known = new Map<string, Record<keyof Forms, string>>();
  const spell = (surface: string, reading: string) => {
    const key = `${surface} ${reading}`;
    let word = known.get(key);
    if (!word) {
      const kana = foldKana(reading || surface);
      word = { written: foldKana(surface), kana, romaji: simplifiedRomaji(kana) };
      known.set(key, word);
    }
    return word;
  };
  return (phrase) => {
    const forms: Forms = { written: spelled(), kana: spelled(), romaji: spelled() };
    for (const { surface, reading, pos } of analyze(normalize(phrase))) {
      const isWord = !dependent.test(pos);
      const word = spell(surface, reading);
      append(forms.written, word.written, isWord);
      append(forms.kana, word.kana, isWord);
      append(forms.romaji, word.romaji, isWord, true);
    }
    return forms;
  };
}

/** A heading in its written form; words are taken to begin where the script changes to kanji, katakana or Latin. */
export function writtenHeading(heading: string): Spelled {
  const result = spelled();
  for (const [run] of normalize(heading).matchAll(
    /\p{Script=Han}+\p{Script=Hiragana}*|[ァ-ヶー]+|[ぁ-ゖー]+|[^ぁ-ヶ\p{Script=Han}]+/gu,
  ))
    append(result, foldKana(run), true);
  return result;
}

/** What was typed, cut where a space or a comma stands. */
export function piecesOf(typed: string): string[] {
  const pieces = normalize(typed).split(/[\s、。,・/]+/u);
  return [...new Set(pieces.filter((piece) => foldKana(piece) !== ""))];
}

/** A piece as it was typed: as it stands, and romaji (whole, or a half-typed syllable after kana) also as kana. */
export function needlesOf(piece: string): Needle[] {
  const text = foldKana(piece);
  const needles: Needle[] = [{ form: "written", text }];
  if (allKana.test(text)) needles.push({ form: "kana", text });
  if (latin.test(piece) && !han.test(piece)) {
    const kana = foldKana(kanaOf(piece));
    if (allKana.test(kana)) needles.push({ form: "kana", text: kana });
    needles.push({ form: "romaji", text: romajiOf(piece) });
  }
  return needles.filter((needle) => needle.text !== "");
}

/** What sounds like a piece: kana without regard to long vowels, and the reading of kanji that may be the wrong ones. */
export function soundAlikesOf(piece: string, analyze: Analyzer): Needle[] {
  const text = foldKana(piece);
  if (allKana.test(text)) return text.length < shortestAlike.kana ? [] : [{ form: "romaji", text: romajiOf(text) }];
  if (!han.test(piece)) return [];
  const reading = foldKana(
    analyze(piece)
      .map((morpheme) => morpheme.reading || morpheme.surface)
      .join(""),
  );
  if (reading.length < shortestAlike.kanji) return [];
  return [latin.test(reading) ? { form: "romaji", text: romajiOf(reading) } : { form: "kana", text: reading }];
}

/** Katakana as hiragana; only letters, digits and the long-vowel mark. */
function foldKana(text: string): string {
  return toHiragana(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
}

const macrons: Record<string, string> = { ā: "aa", â: "aa", ī: "ii", î: "ii", ū: "uu", û: "uu", ē: "ee", ê: "ee" };

/**
 * Romaji as kana by wanakana, after what it does not know: macrons, shimbun, matchi. Half-typed syllables stay Latin.
 * Its options stay as they are: it keeps the table of one set only, and making another takes half a millisecond.
 */
function kanaOf(romaji: string): string {
  const plain = romaji
    .replace(/[āâīîūûēê]/g, (letter) => macrons[letter]!)
    .replace(/[ōô]/g, "ou")
    .replace(/m(?=[bmp])/g, "n")
    .replace(/tch/g, "cch");
  return plain.replace(/[a-z'’-]+/g, (run) => romajiToHiragana(run));
}

/** Typed romaji, kana, or both, in the spelling of `Forms.romaji`. */
function romajiOf(typed: string): string {
  return simplifiedRomaji(foldKana(kanaOf(typed)));
}

const syllables = new Map<string, string>();
for (const [consonant, kana] of Object.entries({
  "": "あいうえお",
  k: "かきくけこ",
  s: "さしすせそ",
  t: "たちつてと",
  n: "なにぬねの",
  h: "はひふへほ",
  m: "まみむめも",
  y: "や　ゆ　よ",
  r: "らりるれろ",
  w: "わ　　　　",
  g: "がぎぐげご",
  z: "ざじずぜぞ",
  d: "だ　　でど",
  b: "ばびぶべぼ",
  p: "ぱぴぷぺぽ",
}))
  for (const [at, letter] of Array.from(kana).entries()) syllables.set(letter, `${consonant}${"aiueo"[at]}`);
for (const pair of ["んn", "をo", "ゐi", "ゑe", "ぢzi", "づzu", "ゔbu", "っ", "ー"])
  syllables.set(pair[0]!, pair.slice(1));

/**
 * Kana as romaji after the Kunrei-shiki (ISO 3602), reduced to what the ways of typing share: no long vowels,
 * one letter for doubled ones (onna, konnna; kekkon), and of half-typed Hepburn syllables (sh, ch, ts, j, f) the
 * Kunrei consonant. The simplified beginning of a word is the beginning of the simplified word.
 */
function simplifiedRomaji(kana: string): string {
  return kana
    .replace(/(.)([ゃゅょぁぃぅぇぉゎ])/gu, (_, full: string, small: string) => {
      const consonants = full === "う" ? "w" : (syllables.get(full) ?? full).replace(/[aiueo]$/, "");
      return consonants + ("ゃゅょ".includes(small) ? "y" : "") + "auoaiueoa"["ゃゅょぁぃぅぇぉゎ".indexOf(small)];
    })
    .replace(/[ぁ-ゖー]/g, (letter) => syllables.get(letter) ?? "")
    .replace(/sh|ch|ts|j|f|c|v/g, (letters) => kunreiConsonants[letters]!)
    .replace(/([a-z])\1+/g, "$1")
    .replace(/ou/g, "o");
}

const kunreiConsonants: Record<string, string> = { sh: "s", ch: "t", ts: "t", j: "z", f: "h", c: "t", v: "b" };

function spelled(): Spelled {
  return { text: "", wordStarts: [] };
}

/** Adds a word; `merges` lets it share a letter with the end of the word before (hoken + no → hokeno). */
function append(to: Spelled, letters: string, isWord: boolean, merges = false): void {
  if (letters === "") return;
  const shared = merges && /^[a-z]/.test(letters) && to.text.at(-1) === letters[0] ? 1 : 0;
  if (isWord) to.wordStarts.push(to.text.length - shared);
  to.text += letters.slice(shared);
}
