import type { Mask } from "./personal-data.ts";

/** A question that may be worked with: cleaned, personal data masked. */
export interface Screened {
  question: string;
  /** Somebody may be in danger: hotlines come first. */
  crisis: boolean;
}

/**
 * Characters that show nothing or reorder what is shown (controls, zero-width, bidirectional overrides):
 * no resident means to type them, and they hide words from staff who read the log.
 */
const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Said by or about somebody whose life or safety is at stake. Verbs of dying alone are not enough: 「父が死んだ」 asks for a form. */
const crisis = [
  /死にたい|しにたい|死のう(?:か|と)|自殺(?!対策|予防|防止)|自死|消えてしまいたい|消えたい|生きて(?:い|)たくない|生きるのが(?:つら|辛|嫌)|もう生きて/,
  /リスカ|リストカット|自傷/,
  /(?:夫|妻|彼氏|彼女|旦那|親|父|母|パートナー|家族|誰か)(?:に|から)(?:殴|なぐ|蹴|暴力|殺さ|ころさ|刺さ)/,
  /殺され(?:る|そう|かけ)|(?:子ども|子供|赤ちゃん|我が子|娘|息子)を(?:殴|叩いてしま|たたいてしま|殺し)/,
  /虐待され(?:て|た)/,
];

/** Cleans and masks a question, and notices danger. */
export function screen(question: string, mask: Mask): Screened {
  const clean = question.replace(hidden, "").replace(/\s+/g, " ").trim();
  return { question: mask(clean), crisis: crisis.some((pattern) => pattern.test(clean)) };
}
