import type { Document } from "../../server/domain.ts";
import { type Html, html, nothing } from "./html.ts";
import type { MatchedWord, WordMatcher } from "./matched-words.ts";
import type { Miss, Wanted } from "./misses.ts";
import type { Outcome } from "./run.ts";
import { type Result, resultOf } from "./scores.ts";

/** What the lists need to know of the city. */
export interface ListedCity {
  documents: Map<string, Document>;
  matchWords: WordMatcher;
  /** Whether a document may be served on the day of the evaluation. */
  isServable: (document: Document) => boolean;
}

/** So many of the documents that should have come are shown. */
const maximumWanted = 2;

const resultNames: Record<Result, string> = {
  answered: "答えました",
  clarified: "聞き返しました",
  unanswerable: "「わからない」と答えました",
  other: "ほかの案内をしました",
};

/** A question, what came first, and what should have come. */
export function missArticle({ outcome, wanted }: Miss, city: ListedCity): Html {
  const { query, ranked, confidence } = outcome;
  return html`<article class="miss"><h3>${query}</h3>
<p class="quiet">${resultNames[resultOf(outcome)]}（確信度 ${percent(confidence)}）</p>
<div class="pair"><div class="came"><h4>1番目に出た文書</h4>${ranked[0] ? documentBox(query, ranked[0], city) : html`<p>なし</p>`}</div>
<div class="wanted">${wanted.slice(0, maximumWanted).map((one) => wantedBox(query, one, city))}</div></div></article>`;
}

function wantedBox(query: string, { id, grade, rank }: Wanted, city: ListedCity): Html {
  const place = rank ? `${rank}番目でした` : "10番目までに出ませんでした";
  return html`<h4>${grade >= 2 ? "出るべきだった文書" : "関係する文書"}（${place}）</h4>${documentBox(query, id, city)}`;
}

function documentBox(query: string, id: string, { documents, matchWords, isServable }: ListedCity): Html {
  const document = documents.get(id);
  if (!document) return html`<p>「${id}」という文書はありません。</p>`;
  const { matched, missing } = matchWords(query, document);
  return html`<p>${document.title}</p><p class="file">${document.file}（${id}）</p>
${isServable(document) ? nothing : html`<p class="quiet">この日は公開期間（validFrom・validUntil）の外です。</p>`}
<p>${matched.length > 0 ? matched.map(matchedChip) : html`<span class="quiet">同じ言葉はありません</span>`}
${missing.map((word) => html`<span class="word missing">${word}</span>`)}</p>`;
}

function matchedChip({ word, as, inTitle }: MatchedWord): Html {
  return html`<span class="${inTitle ? "word title" : "word"}">${as ? `${word} → ${as}` : word}</span>`;
}

/** Questions that should not have been answered, each with the document that was given as the answer. */
export function wrongAnswerTable(outcomes: Outcome[], city: ListedCity): Html {
  if (outcomes.length === 0) return html`<p>ありません。</p>`;
  const rows = outcomes.map(
    ({
      query,
      confidence,
      cited,
    }) => html`<tr><td>${query}</td><td>${cited[0] ? documentBox(query, cited[0], city) : nothing}</td>
<td class="number">${percent(confidence)}</td></tr>`,
  );
  return html`<div class="scroll"><table><thead><tr><th>質問</th><th>答えに使った文書</th><th class="number">確信度</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

const percent = (share: number) => `${Math.round(share * 100)}%`;
