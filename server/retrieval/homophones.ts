import type { Analyzer } from "./morphology/analyzer.ts";
import { toHiragana } from "./normalize.ts";

/** A verb or adjective → the same word as the corpus writes it: やめる → 辞める, 無くす → なくす. */
export type Homophones = (term: string) => string[];

const kanaOnly = /^[ぁ-んー]+$/;

/**
 * Links words written in kana with those written in kanji that are read the same.
 * Two different kanji are never linked: 変える and 帰る are different words.
 */
export function createHomophones(vocabulary: Iterable<string>, analyze: Analyzer): Homophones {
  const readingOf = (term: string): string | undefined => {
    const [morpheme, ...rest] = analyze(term);
    if (!morpheme || rest.length > 0 || !/^(?:動詞|形容詞)/.test(morpheme.pos)) return undefined;
    return toHiragana(morpheme.reading);
  };
  const byReading = new Map<string, string[]>();
  for (const term of vocabulary) {
    const reading = /[うくぐすつぬぶむるい]$/.test(term) ? readingOf(term) : undefined;
    if (reading) byReading.set(reading, [...(byReading.get(reading) ?? []), term]);
  }
  return (term) => {
    const isKana = kanaOnly.test(term);
    const reading = isKana ? term : readingOf(term);
    return (byReading.get(reading ?? "") ?? []).filter((other) => other !== term && kanaOnly.test(other) !== isKana);
  };
}
