import type { Kind } from "../server/contract.ts";
import type { Failure } from "./failure.ts";

/** Every Japanese sentence of the widget. What the city says about itself comes from its profile. */
export const texts = {
  counter: "AI窓口",
  panelName: (city: string) => `${city} AI窓口`,
  launch: "質問する",
  close: "閉じる",
  restart: "最初から",
  log: "質問と回答",
  starters: "よくある質問",
  you: "あなたの質問",
  answer: "回答",
  searching: "市の公開情報を調べています…",
  input: "質問を入力",
  placeholder: "例：粗大ごみの出し方は？",
  send: "送信",
  stop: "止める",
  remaining: (count: number) => `あと${count}文字`,
  privacy: "AIによる自動応答です。お名前や電話番号などの個人情報は書かないでください。",
  suggestions: "質問の候補",
  suggestionCount: (count: number) => `候補が${count}件あります。上下の矢印キーで選べます。`,
  citations: (count: number) => `出典（${count}件）`,
  citation: (number: number) => `出典${number}`,
  checkedOn: (date: string) => `最終確認日 ${date}`,
  openPage: "市のページで確認する",
  newTab: "（新しいタブで開きます）",
  related: "関連する質問",
  contact: "お問い合わせ先",
  hotlines: "すぐに相談できる窓口",
  place: "場所",
  phone: "電話",
  email: "メール",
  hours: "受付時間",
  contactPage: "窓口のページを見る",
  openNow: "ただいま受付中",
  closedNow: "受付時間外です。",
  opensAt: (time: string) => `次の受付は${time}からです。`,
  rate: "この回答は役に立ちましたか",
  helpful: "はい",
  unhelpful: "いいえ",
  comment: "よろしければ、足りなかった点をお聞かせください（任意）",
  commentNote: "個人情報は書かないでください。",
  sendComment: "感想を送る",
  thanks: "ご協力ありがとうございました。",
  resend: "もう一度送る",
  reload: "もう一度読み込む",
};

/** The widget's own words for each outcome, shown before what the server found. */
export const leads: Record<Kind, string | undefined> = {
  extracted: undefined,
  generated: undefined,
  clarification: "お知りになりたいのは、次のどれですか。",
  guide: undefined,
  unanswerable:
    "申し訳ありません。お尋ねの内容は、市が公開している情報の中に見つかりませんでした。下の窓口へお問い合わせください。",
  crisis:
    "つらいお気持ちの中、書いてくださりありがとうございます。お話を聞ける窓口があります。どうかひとりで抱え込まず、下の番号へお電話ください。いま危険がせまっているときは、ためらわずに110番か119番へおかけください。",
  declined:
    "申し訳ありません。こちらは市の手続きやサービスについてお答えする窓口のため、お尋ねの内容にはお答えできません。",
  unavailable: "申し訳ありません。ただいまAI窓口を休止しています。お急ぎの場合は、下の窓口へお問い合わせください。",
};

/** How an answer came about, shown beneath it. */
export const origins: Partial<Record<Kind, string>> = {
  extracted: "市が公開している文章をそのまま表示しています。",
  generated: "市が公開している情報をもとに、AIが文章にまとめています。",
};

/** The one place where a failure becomes a sentence. */
export const failures: Record<Failure, string> = {
  offline: "サーバーにつながりませんでした。インターネットの接続をご確認のうえ、もう一度お試しください。",
  tooMany: "ただいま質問が集中しています。1分ほど待ってから、もう一度お試しください。",
  rejected: "この質問を受け付けられませんでした。言葉を変えるか、短くしてお試しください。",
  server: "申し訳ありません。ただいま回答できません。時間をおいて、もう一度お試しください。",
  broken: "回答の途中で通信が切れました。もう一度お試しください。",
  stopped: "回答を止めました。",
};
