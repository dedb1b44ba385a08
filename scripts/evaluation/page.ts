import { isServableOn } from "../../server/answering/related.ts";
import { localTime } from "../../server/city/local-time.ts";
import { reliabilityChart, riskCoverageChart } from "./charts.ts";
import { type Html, html, nothing } from "./html.ts";
import { createWordMatcher } from "./matched-words.ts";
import { worstMisses, wronglyAnswered } from "./misses.ts";
import type { EvaluatedCity } from "./open-city.ts";
import { figureTable, headlineCards } from "./page-headlines.ts";
import { type ListedCity, missArticle, wrongAnswerTable } from "./page-misses.ts";
import { pageStyle } from "./page-style.ts";
import { figureNamed, type Report } from "./report.ts";

const listed = 30;

/** One self-contained page for the staff who keep the FAQ: how good the answers are, and what to write to mend them. */
export function toPage(report: Report, { city, language, thesaurus }: EvaluatedCity): string {
  const { date } = localTime(report.moment, city.profile.timezone);
  const lists: ListedCity = {
    documents: city.documents,
    matchWords: createWordMatcher(language, thesaurus),
    isServable: isServableOn(date),
  };
  return html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>回答の評価 | ${report.city}</title>
<style>${{ markup: pageStyle }}</style>
</head>
<body>
${introduction(report, date)}
<h2>おもな数字</h2>
${headlineCards(report)}
${charts(report)}
${misses(report, lists)}
${wrongAnswers(report, lists)}
<h2>すべての指標</h2>
${figureTable(report)}
</body>
</html>
`.markup;
}

function introduction({ city, documents, outcomes }: Report, date: string): Html {
  const { answerable, outOfScope, leaveOut } = outcomes;
  const asked = [
    `答えのわかっている質問 ${answerable.length}問`,
    outOfScope.length > 0 ? `市の文書に答えのない質問 ${outOfScope.length}問` : "",
    leaveOut.length > 0 ? `正しい文書を抜いて聞き直した質問 ${leaveOut.length}問` : "",
  ].filter(Boolean);
  return html`<h1>${city} 回答の評価</h1>
<p>公開している文書 ${documents.toLocaleString("ja")}件に、${asked.join("、")}を、${date}の時点で実際に聞いた結果です。</p>`;
}

function charts(report: Report): Html {
  const now = {
    coverage: figureNamed(report, "answeredShare").value,
    risk: 1 - figureNamed(report, "firstCitationRelevantShare").value,
  };
  return html`<h2>確信度は当てになるか</h2>
<div class="charts"><figure><h3>答える割合と間違いの割合</h3>${riskCoverageChart(report.riskCoverage, now)}
<figcaption class="quiet">確信度の高い質問から順に答えていくと、間違いがどう増えるかを表します。線が下にあるほどよい結果です。</figcaption></figure>
<figure><h3>確信度と実際の当たり</h3>${reliabilityChart(report.reliability)}
<figcaption class="quiet">棒は、その確信度のときに1番目の文書が正しかった割合、数字は質問の数です。棒の先が点線に近いほど、確信度が当てになります。</figcaption></figure></div>`;
}

function misses({ outcomes }: Report, lists: ListedCity): Html {
  const worst = worstMisses(outcomes, listed);
  const legend = html`<p>1番目に関係のない文書が出た質問を、結果の悪いものから${worst.length}問まで並べました。</p>
<p><span class="word title">言葉</span>題名かほかの聞き方（aliases）にある　<span class="word">言葉</span>本文だけにある　<span class="word missing">言葉</span>質問にあるのに、文書にない　「A → B」は言い換え辞書によるつながりです。</p>
<p>出るべきだった文書にない言葉は、その文書の「ほかの聞き方」（aliases）に質問の言い方で書き足すか、言い換え辞書（thesaurus.txt）に加えると、見つかりやすくなります。</p>`;
  return html`<h2>直したい質問</h2>
${worst.length > 0 ? legend : html`<p>ありません。</p>`}
${worst.map((miss) => missArticle(miss, lists))}`;
}

function wrongAnswers({ outcomes }: Report, lists: ListedCity): Html {
  const { outOfScope, leaveOut } = outcomes;
  if (outOfScope.length + leaveOut.length === 0) return nothing;
  const answeredWithout = wronglyAnswered(leaveOut);
  const leftOut = html`<details><summary>正しい文書を抜いても答えた質問（${answeredWithout.length}問のうち確信度の高い${Math.min(listed, answeredWithout.length)}問）</summary>
<p class="quiet">別の文書でも役に立つ答えになっていることがあります。まったく違う答えなら、その文書の言葉が広すぎないかを確かめてください。</p>
${wrongAnswerTable(answeredWithout.slice(0, listed), lists)}</details>`;
  return html`<h2>答えがないのに答えた質問</h2>
${outOfScope.length > 0 ? wrongAnswerTable(wronglyAnswered(outOfScope), lists) : nothing}
${answeredWithout.length > 0 ? leftOut : nothing}`;
}
