import type { Analyzer } from "../retrieval/morphology/analyzer.ts";

/**
 * Masks personal data in what residents write, before it is stored, logged or sent anywhere.
 * Rather too much than too little; never applied to published text.
 */
export type Mask = (text: string) => string;

const digits = "[0-9０-９]";
const hyphen = "[-‐‑–—―−ー－\\s]?";
const amountOrDate = "(?![0-9０-９円年月日時分号条歳才個点%％])";

/** Order matters: the longest numbers first. */
const rules: [pattern: RegExp, label: string][] = [
  [/[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+/g, "［メールアドレス］"],
  [
    new RegExp(
      `(?<!${digits})${digits}{4}${hyphen}${digits}{4}${hyphen}${digits}{4}${hyphen}${digits}{4}(?!${digits})`,
      "g",
    ),
    "［カード番号］",
  ],
  [
    new RegExp(`(?<!${digits})${digits}{4}${hyphen}${digits}{4}${hyphen}${digits}{4}(?!${digits})`, "g"),
    "［個人番号］",
  ],
  [
    new RegExp(
      `(?<!${digits})[0０+＋]${digits}{0,3}${hyphen}${digits}{1,4}${hyphen}${digits}{3,4}${hyphen}${digits}{3,4}(?!${digits})`,
      "g",
    ),
    "［電話番号］",
  ],
  [new RegExp(`〒?\\s?(?<!${digits})${digits}{3}[-‐‑–—―−ー－]${digits}{4}(?!${digits})`, "g"), "［郵便番号］"],
  [
    /(?:明治|大正|昭和|平成|令和|[MTSHRmtshr])\s?[0-9０-９元]{1,2}[年.．/／][0-9０-９]{1,2}[月.．/／][0-9０-９]{1,2}日?(?=\s?(?:生|うまれ|産))/g,
    "［生年月日］",
  ],
  [/[0-9０-９]{4}[年.．/／-][0-9０-９]{1,2}[月.．/／-][0-9０-９]{1,2}日?(?=\s?(?:生|うまれ|産))/g, "［生年月日］"],
  [
    /[0-9０-９一二三四五六七八九十]+(?:番地|丁目\s?(?=[0-9０-９一二三四五六七八九十]))(?:の?\s?[0-9０-９一二三四五六七八九十]+(?:番地?|号室?|[-－−ー])?)*/g,
    "［番地］",
  ],
  // 1-2-3, or 町1-2: two numbers alone are ages, months or hours as often as an address.
  [/(?<![0-9０-９-])[0-9０-９]{1,3}(?:[-－−ー][0-9０-９]{1,4}){2,3}(?![0-9０-９])/g, "［番地］"],
  [/(?<=[町村字])[0-9０-９]+(?:[-－−ー][0-9０-９]+)+/g, "［番地］"],
  [new RegExp(`(?<![0-9０-９,，])${digits}{7,}${amountOrDate}`, "g"), "［番号］"],
];

/** Words after which a name stands, or that follow one. */
const introducesName = /(?:名前は|氏名は|わたしは|私は|担当の)\s?$/;
const followsName = /^(?:さん|様|さま|氏|くん|ちゃん|と申します|といいます|と言います)/;

/** Makes the mask; names are found with the morphological analyser. */
export function createMask(analyze: Analyzer): Mask {
  return (text) => {
    let masked = text;
    for (const [pattern, label] of rules) masked = masked.replace(pattern, label);
    return maskNames(masked, analyze);
  };
}

function maskNames(text: string, analyze: Analyzer): string {
  const morphemes = analyze(text);
  let masked = "";
  for (let i = 0; i < morphemes.length; ) {
    let end = i;
    while (end < morphemes.length && morphemes[end]!.pos.startsWith("名詞,固有名詞,人名")) end++;
    const rest = end < morphemes.length ? text.slice(morphemes[end]!.start) : "";
    const isName = end - i >= 2 || (end > i && (followsName.test(rest) || introducesName.test(masked)));
    if (isName) {
      masked += "［氏名］";
      i = end;
    } else masked += morphemes[i++]!.surface;
  }
  return masked;
}
