import type { City } from "../cities.ts";
import type { Analyzer } from "../retrieval/morphology/analyzer.ts";

/** Whether the city's published documents can answer at all, however much the words agree. */
export function isInScope(question: string, { profile, retriever }: City, analyze: Analyzer): boolean {
  // A place that the city itself writes about is no other municipality.
  const isForeign = (place: string) => !profile.name.startsWith(place) && !retriever.knows(place);
  return !isAboutElsewhere(question, isForeign, analyze) && !asksForOwnRecord(question) && !asksForService(question);
}

/** Somebody who moves in or out, or was away, names another city without asking about it. */
const movesBetween = /転出|転入|転居|引っ?越|越して|移っ|里帰り|前に住|住んでい|から|出身|通勤|通学|市外|県外/;
const neighbour = /(?:隣|となり|他|ほか|よそ|別)の(?:市|町|村|区|自治体)の|(?:隣|他)(?:市|町)の/;
/** 町 and 村 are as often quarters of the city itself: 「若松町のごみの日」. */
const municipality = /^(?:市|区|都|道|府|県)/;

/** Whether a question asks about another municipality: 「名古屋市の粗大ごみの手数料は」. */
export function isAboutElsewhere(question: string, isForeign: (place: string) => boolean, analyze: Analyzer): boolean {
  if (movesBetween.test(question)) return false;
  if (neighbour.test(question)) return true;
  return analyze(question).some(({ pos, surface, start }) => {
    const after = question.slice(start + surface.length);
    const isPlace = pos.startsWith("名詞,固有名詞,地域") && isForeign(surface);
    return isPlace && municipality.test(after) && after.startsWith("の", 1);
  });
}

const oneself = /(?:私|わたし|わたくし|僕|俺|自分|うち)(?:の|は|が|って|に)|さっき|昨日|きのう|先日|この前|先週|今月/;
const record =
  /未納|滞納|残高|審査|進捗|状況|受理|発送|当選|当たった|受かった|払ってない|払った(?:か|っけ)|振り込まれた|届いて(?:る|ます)|登録されて|結果/;
const asks = /か[?？。]?$|[?？]$|教えて|おしえて|調べて|しらべて|知りたい|確認|見て/;

/** Whether a question asks what the city's records say of the resident: 「私の未納額を教えて」. */
export function asksForOwnRecord(question: string): boolean {
  return oneself.test(question) && record.test(question) && asks.test(question);
}

const addressesBot = /^(?:君|きみ|あなた|お前|おまえ|あんた|ロボット|ボット|チャットボット|AI|ai)(?:は|も|って|なら)/;
const wantsTranslation = /語に(?:訳|翻訳|なお|直|して)|(?:翻訳|和訳|英訳)して/;
const wantsText =
  /(?:作文|感想文|レポート|論文|謝辞|祝辞|スピーチ|挨拶文|手紙|メール|小説|物語|詩|俳句|川柳|短歌|歌詞|プログラム|コード)を[^、。]{0,6}(?:書いて|作って|考えて)(?:$|[。！!]|くだ|くれ|ほし|欲し|もら|よ)/;
/** Nothing but numbers to be reckoned: 「10-15日に引っ越します」 is none. */
const wantsSum =
  /^[\d.,]+(?:\s*[-+*/×÷xX＋－]\s*[\d.,]+)+\s*(?:=|は|を|いくら|何|なに|計算|して|ください|教えて|です|か|[?？。])*$/;

/** Whether a question asks the bot for a service, or for itself, and not for what is published: 「英語に訳して」. */
export function asksForService(question: string): boolean {
  return [addressesBot, wantsTranslation, wantsText, wantsSum].some((pattern) => pattern.test(question));
}
