import type { Analyzer, Morpheme } from "./morphology/analyzer.ts";
import { normalize, toHiragana } from "./normalize.ts";

/** Text typed in kana → the same with the administrative words in kanji: じどうてあて → 児童手当. */
export type KanaRestorer = (text: string) => string;

/** Shorter readings stand by chance inside other words. */
const shortestReading = 4;
/** From this length on a reading is taken wherever it stands, else only where a word can begin. */
const unmistakableLength = 6;
const longestReading = 20;

const wordStart = /[のをはがにでともや]/;

/** A reading in hiragana and how it is written. */
export type Reading = [kana: string, kanji: string];

/** Learns readings from phrases (questions, thesaurus terms): every run of nouns, and each noun, that holds kanji. */
export function learnReadings(phrases: Iterable<string>, analyze: Analyzer): Reading[] {
  const written = new Map<string, string>();
  for (const phrase of phrases) {
    for (const run of nounRuns(analyze(normalize(phrase)))) {
      learn(run, written);
      if (run.length > 1) for (const noun of run) learn([noun], written);
    }
  }
  return [...written];
}

/** Makes the restorer out of readings. */
export function createKanaRestorer(readings: Reading[]): KanaRestorer {
  const written = new Map(readings);
  return (text) => text.replace(/[ぁ-んー]{4,}/g, (kana) => restore(kana, written));
}

function restore(kana: string, written: Map<string, string>): string {
  let restored = "";
  for (let at = 0; at < kana.length; ) {
    const word = longestAt(kana, at, written);
    restored += word?.kanji ?? kana[at];
    at += word?.length ?? 1;
  }
  return restored;
}

function longestAt(kana: string, at: number, written: Map<string, string>) {
  const canBegin = at === 0 || wordStart.test(kana[at - 1]!);
  const shortest = canBegin ? shortestReading : unmistakableLength;
  for (let length = Math.min(longestReading, kana.length - at); length >= shortest; length--) {
    const kanji = written.get(kana.slice(at, at + length));
    if (kanji) return { kanji, length };
  }
  return undefined;
}

function* nounRuns(morphemes: Morpheme[]): Generator<Morpheme[]> {
  let run: Morpheme[] = [];
  for (const morpheme of morphemes) {
    if (/^(?:名詞(?!,非自立|,代名詞|,数)|接頭詞)/.test(morpheme.pos) && morpheme.reading) run.push(morpheme);
    else if (run.length > 0) {
      yield run;
      run = [];
    }
  }
  if (run.length > 0) yield run;
}

function learn(run: Morpheme[], written: Map<string, string>): void {
  const surface = run.map((noun) => noun.surface).join("");
  const reading = toHiragana(run.map((noun) => noun.reading).join(""));
  const fits = reading.length >= shortestReading && reading.length <= longestReading;
  if (fits && /\p{Script=Han}/u.test(surface) && !written.has(reading)) written.set(reading, surface);
}
