/**
 * Facets: what a question wants to know of its subject (how much, until when, what to bring …),
 * the headings under which a city answers that, and what the answering words look like.
 */
export interface Facet {
  name: string;
  /** How residents ask. */
  asked: RegExp;
  /** Headings that answer. */
  heading: RegExp;
  /** Words in a passage that answer. */
  value: RegExp;
}

const facets: Facet[] = [
  {
    name: "fee",
    asked: /いくら|料金|手数料|費用|値段|金額|無料|有料|お金|代金|何円|税額|保険料|高い|安く/,
    heading: /手数料|料金|費用|金額|負担|代金|使用料|保険料|保育料|月額|無料/,
    value: /[\d,]+円|無料|かかりません|免除/,
  },
  {
    name: "deadline",
    asked: /いつまで|期限|締め?切|何日以内|何日まで|間に合|遅れ|過ぎ/,
    heading: /期限|期間|締切|締め切り|遅れ|過ぎ|いつまで/,
    value: /\d+(?:日|週間|か月|年)以内|\d+(?:日|週間|か月)前まで|[月末]\d*日?まで|期限/,
  },
  {
    name: "when",
    asked: /いつ(?!まで)|何時|何曜|時期|日程|時間帯|営業時間|受付時間/,
    heading: /時期|日程|時間|収集日|曜日|支給日|支払日|納期|日時|いつ/,
    value: /\d+月|\d+日|毎月|毎週|曜日|\d+時|\d+:\d+/,
  },
  {
    name: "bring",
    asked: /必要な(?:もの|物|書類)|持ち?物|持って(?:いく|行く|くる)|何が(?:いる|要る|必要)|何を持|書類|準備|用意/,
    heading: /必要なもの|必要な物|必要書類|持ち物|お持ち|持参|添付|書類/,
    value: /お持ちください|持参|必要です/,
  },
  {
    name: "where",
    asked: /どこ|場所|窓口|行けば|行ったら|何課/,
    heading: /窓口|場所|受付|申請先|提出先|届出先|会場|入手|もらえる/,
    value: /窓口|支所|庁舎|センター|へ(?:お越し|持|出|提出|届)/,
  },
  {
    name: "who",
    asked: /対象|誰が|だれが|条件|資格|もらえ(?:る|ます)|受けられ|できる人|うちは|当てはま/,
    heading: /対象|できる方|条件|資格|要件|受けられる方|届け出ができる/,
    value: /対象|に限り|当てはまる方|できる方|要件/,
  },
  {
    name: "proxy",
    asked: /代理|代わりに|家族が|夫が|妻が|親が|本人以外|委任/,
    heading: /代理|委任状|本人以外|ご家族|窓口に来る方|来られない/,
    value: /代理|委任状|同一世帯|同じ世帯|ご家族/,
  },
  { name: "mail", asked: /郵送|郵便|送って|送れ/, heading: /郵送|郵便/, value: /郵送|郵便/ },
  {
    name: "online",
    asked: /オンライン|ネット|インターネット|スマホ|web|電子申請|アプリ|家から/i,
    heading: /オンライン|電子申請|インターネット|スマートフォン|マイナポータル|アプリ|申請の方法/,
    value: /オンライン|電子申請|インターネット|スマートフォン|マイナポータル|アプリ/,
  },
  {
    name: "how",
    asked: /どうやって|やり方|方法|手順|流れ|手続き/,
    heading: /手続き|方法|流れ|手順|申し込み|申込み/,
    value: /申請し|申し込|届け出|提出し/,
  },
];

/** Facets that a question asks for. */
export function facetsOf(question: string): Facet[] {
  return facets.filter(({ asked }) => asked.test(question));
}

/** The question without the words that ask for facets: what is left is its subject. */
export function withoutFacets(question: string): string {
  return facets.reduce((rest, { asked }) => rest.replace(new RegExp(asked.source, `${asked.flags}g`), " "), question);
}

/** Whether a passage answers one of the facets, under its heading or in its words. */
export function answersFacet({ place = "", text }: { place?: string; text: string }, asked: Facet[]): boolean {
  return asked.some(({ heading, value }) => heading.test(place) || value.test(text));
}
