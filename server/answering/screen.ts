import { toHiragana } from "../retrieval/normalize.ts";
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
  /死にた(?:い|く)|しにたい|死のう(?:か|と)|死んで(?:しまいたい|もいい)|死んだ(?:ほう|方)が|自殺|自死/,
  /消えてしまいたい|(?<!が)消えたい|いなくなりたい|生きたくない|生きて(?:い|)たくない|もう生きて(?!いない)|生きている?意味|生きるのが(?:つら|辛|嫌)|生きるのに疲れ/,
  /首を(?:吊|つ)|飛び降り(?:たい|よう)|りすか|りすとかっと|自傷|薬を(?:たくさん|大量に)(?:飲|の)んだ/,
  /(?:夫|妻|彼氏|彼女|旦那|主人|親|父|母|お父さん|お母さん|ぱーとなー|家族|誰か)(?:に|から)(?:殴[らっ]|なぐ[らっ]|叩か|蹴[らっ]|暴力(?!団)|虐待|殺さ|ころさ|刺さ)/,
  /(?:夫|妻|彼氏|旦那|主人|父|母|親)が(?:殴|なぐ|蹴|暴力(?!団))|dvを受け|dvに(?:あ|遭)/,
  /殺され(?:る|そう|かけ)|(?:子ども|子供|赤ちゃん|我が子|娘|息子)を(?:殴|叩いてしま|たたいてしま|殺し)|(?:子ども|子供|娘|息子)に手をあげ|虐待され(?:て|た)(?!動物)/,
];
/** The same words in a question about procedures, figures or what is long past. */
const noCrisis = /対策|予防|防止|遺族|自殺者|自殺で亡くな|自殺した(?!い)|相続|統計|件数/;

/** Whether somebody may be in danger; kana, width and spaces do not matter. */
function isCrisis(question: string): boolean {
  const plain = toHiragana(question.normalize("NFKC").toLowerCase().replace(/\s/g, ""));
  return crisis.some((pattern) => pattern.test(plain)) && !noCrisis.test(plain);
}

/** Cleans and masks a question, and notices danger. */
export function screen(question: string, mask: Mask): Screened {
  const clean = question.replace(hidden, "").replace(/\s+/g, " ").trim();
  return { question: mask(clean), crisis: isCrisis(clean) };
}
