import type { Analyzer, Morpheme } from "./morphology/analyzer.ts";
import { normalize, toHiragana } from "./normalize.ts";

/** Text → the terms it is indexed and searched by, in order. */
export type TermExtractor = (text: string) => string[];

/** Dictionary forms that carry no subject of their own, in questions and answers alike. */
const stopTerms = new Set(
  `する ある いる なる できる くださる 下さる いただく 頂く 思う おもう 知る 教える おしえる 言う いう 願う ござる 行う おこなう
  欲しい ほしい よい 良い いい ない 無い こと もの とき 時 ため ところ 何 なに なん どう どの どこ いつ これ それ あれ この その
  私 わたし 自分 わかる 分かる 場合 たい 方法 です ます れる られる せる させる おく しまう くる いく みる 下記 以下 様 さん 際 等 など
  やる いく 行く 聞く きく お願い 出来る 方 あげる かける どない どなる
  今日 昨日 きのう 明日 あさって 今朝 けさ 今夜 先週 先月 先日 来週 来月 今週 今月 さっき 最近 今 いま 前 あと 後 上 下 うち 所 みたい
  やつ ほう 全部 ぜんぶ みんな 自身 だめ ダメ まずい
  how do i to want get a an the is are can my where what when in of for and you it me need please at on if`
    .split(/\s+/)
    .filter(Boolean),
);

/** Whether a morpheme says what a text is about: nouns, independent verbs and adjectives, prefixes and suffixes. */
export function isContent({ pos, lemma }: Morpheme): boolean {
  if (stopTerms.has(lemma)) return false;
  if (pos.startsWith("名詞")) return !pos.startsWith("名詞,非自立") && !pos.startsWith("名詞,代名詞");
  return pos.startsWith("動詞,自立") || pos.startsWith("形容詞,自立") || pos.startsWith("接頭詞");
}

/** Without を the analyser takes なくした (lost) for ない + する. */
const isLost = ({ surface, lemma }: Morpheme, next: Morpheme | undefined) =>
  surface === "なく" && lemma === "ない" && next?.lemma === "する";

const hasLetter = /[\p{L}\p{N}]/u;

/** Terms are dictionary forms of the words that carry meaning, in one spelling. */
export function createTermExtractor(analyze: Analyzer): TermExtractor {
  return (text) => {
    const terms: string[] = [];
    const morphemes = analyze(normalize(text));
    morphemes.forEach((morpheme, i) => {
      if (isLost(morpheme, morphemes[i + 1])) terms.push("なくす");
      else if (isContent(morpheme) && hasLetter.test(morpheme.lemma)) terms.push(foldSpelling(morpheme.lemma));
    });
    return terms;
  };
}

/**
 * One spelling for the ways a word is written: katakana as hiragana (ゴミ, ごみ), no final long vowel
 * (コンピューター, コンピュータ), no okurigana in words of two or more kanji (申し込む, 申込み, 申込).
 */
export function foldSpelling(word: string): string {
  const folded = folds.get(word);
  if (folded !== undefined) return folded;
  let result = toHiragana(word);
  if (result.length > 3) result = result.replace(/ー$/, "");
  const kanji = result.replace(/[^\p{Script=Han}]/gu, "");
  if (kanji.length >= 2 && kanji.length < result.length && /^[\p{Script=Han}ぁ-ん]+$/u.test(result)) result = kanji;
  if (folds.size < maximumFolds) folds.set(word, result);
  return result;
}

/** The vocabulary of a city repeats itself; the bound keeps hostile input from filling memory. */
const folds = new Map<string, string>();
const maximumFolds = 50_000;
