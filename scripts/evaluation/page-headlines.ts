import type { Figure } from "./figures.ts";
import { type Html, html, nothing } from "./html.ts";
import { figureNamed, type Report } from "./report.ts";
import { showValue } from "./table.ts";

/** The figures that staff should know, each in a sentence. */
const headlines: [name: string, title: string, meaning: string][] = [
  [
    "relevantShownShare",
    "役に立つ文書を示せた",
    "答えの出典か、聞き返しの選択肢に、質問に関係する文書があった割合です。高いほどよい数字です。",
  ],
  [
    "hit3Grade2",
    "正しい文書が3番目までに見つかった",
    "答えが書いてある文書を、探した結果の上から3つまでに見つけた割合です。高いほどよい数字です。",
  ],
  [
    "firstCitationRelevantShare",
    "答えたとき、出典が合っていた",
    "聞き返しなどをせずに答えた質問のうち、最初の出典が質問に関係していた割合です。高いほどよい数字です。",
  ],
  [
    "answeredShare",
    "すぐに答えた",
    "聞き返したり「わからない」と言ったりせずに答えた割合です。高すぎるときは、無理に答えている心配があります。",
  ],
  [
    "outOfScopeAnsweredShare",
    "答えてはいけないのに答えた",
    "市の文書に答えのない質問に、答えてしまった割合です。低いほどよい数字です。",
  ],
  [
    "aurocOutOfScope",
    "答えのない質問の見分け",
    "答えのある質問と、ない質問を1つずつ比べて、ある方に高い確信度を付けた割合です。50%は当てずっぽう、100%は完全です。",
  ],
  [
    "aurocLeaveOut",
    "文書がないときの見分け",
    "正しい文書をわざと抜いて聞いたときに、確信度が下がるかどうかです。よく似た文書が残るため、上の数字より低くなります。",
  ],
  [
    "askMillisecondsP50",
    "回答までの時間",
    "1つの質問に答えるまでの時間の中央値です。1 ms は1,000分の1秒です。通信の時間は含みません。",
  ],
];

/** One card a figure; what could not be measured is left out. */
export function headlineCards(report: Report): Html {
  return html`<ul class="cards">${headlines.map(([name, title, meaning]) => card(figureNamed(report, name), title, meaning))}</ul>`;
}

function card(figure: Figure, title: string, meaning: string): Html {
  if (Number.isNaN(figure.value)) return nothing;
  const show = (value: number) => showValue({ value, unit: figure.unit || "%" });
  const range = figure.interval?.map(show).join(" から ");
  return html`<li><h3>${title}</h3><strong>${show(figure.value)}</strong><p>${meaning}</p>
<p class="quiet">${figure.count.toLocaleString("ja")}問で測りました。${range ? `偶然による幅は ${range} です。` : ""}</p></li>`;
}

/** Every figure, for those who know the terms. */
export function figureTable({ figures }: Report): Html {
  const rows = figures.map(
    (figure) => html`<tr><td>${figure.label}</td><td class="number">${showValue(figure)}</td>
<td class="number">${figure.interval?.map((end) => showValue({ ...figure, value: end })).join(" – ") ?? ""}</td>
<td class="number">${figure.count}</td></tr>`,
  );
  return html`<div class="scroll"><table><thead><tr><th>指標</th><th class="number">値</th><th class="number">95%区間</th>
<th class="number">質問数</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
