/**
 * Facets: what a question wants to know of its subject (how much, until when, what to bring …)
 * and the headings under which a city answers that.
 */
interface Facet {
  name: string;
  /** How residents ask. */
  asked: RegExp;
  /** How headings and sentences answer. */
  answered: RegExp;
}

const facets: Facet[] = [
  {
    name: "fee",
    asked: /いくら|料金|手数料|費用|値段|金額|無料|有料|お金|代金|何円|税額|保険料|高い|安く/,
    answered: /手数料|料金|費用|金額|自己負担|負担|代金|使用料|保険料|保育料|無料|円/,
  },
  {
    name: "deadline",
    asked: /いつまで|期限|締め?切|何日以内|何日まで|間に合|遅れ|過ぎ/,
    answered: /期限|期間|締切|締め切り|以内|まで|遅れ|過ぎ/,
  },
  {
    name: "when",
    asked: /いつ(?!まで)|何時|何曜|時期|日程|時間帯|営業時間|受付時間/,
    answered: /時期|日程|時間|収集日|曜日|支給日|納期|日時/,
  },
  {
    name: "bring",
    asked: /必要な(?:もの|物|書類)|持ち?物|持って(?:いく|行く|くる)|何が(?:いる|要る|必要)|何を持|書類|準備|用意/,
    answered: /必要なもの|必要な物|必要書類|持ち物|お持ち|持参|添付/,
  },
  {
    name: "where",
    asked: /どこ|場所|窓口|行けば|行ったら|何課/,
    answered: /窓口|場所|受付|申請先|提出先|届出先|会場/,
  },
  {
    name: "who",
    asked: /対象|誰が|だれが|条件|資格|もらえ(?:る|ます)|受けられ|できる人|うちは|当てはま/,
    answered: /対象|できる方|条件|資格|要件|受けられる方/,
  },
  {
    name: "proxy",
    asked: /代理|代わりに|家族が|夫が|妻が|親が|本人以外|委任/,
    answered: /代理|委任状|本人以外|同一世帯|ご家族/,
  },
  { name: "mail", asked: /郵送|郵便|送って|送れ/, answered: /郵送|郵便/ },
  {
    name: "online",
    asked: /オンライン|ネット|インターネット|スマホ|web|電子申請|アプリ|家から/i,
    answered: /オンライン|電子申請|インターネット|スマートフォン|マイナポータル|アプリ/,
  },
  { name: "how", asked: /どうやって|やり方|方法|手順|流れ|手続き/, answered: /手続き|方法|流れ|手順|申し込み|申込み/ },
];

/** Facets that the question asks for. */
export function facetsOf(question: string): Facet[] {
  return facets.filter(({ asked }) => asked.test(question));
}
export type { Facet };

/** The question without the words that ask for facets: what is left is its subject. */
export function withoutFacets(question: string): string {
  return facets.reduce((rest, { asked }) => rest.replace(new RegExp(asked.source, `${asked.flags}g`), " "), question);
}
