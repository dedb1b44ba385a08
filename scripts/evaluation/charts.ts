import { type Html, html, nothing } from "./html.ts";
import type { ReliabilityBin, RiskCoveragePoint } from "./metrics.ts";

/** Inline SVG: a square field with axes from 0 to 100 %, in units of a drawing 440 × 340. */
const field = { left: 56, top: 16, width: 360, height: 260 };
const bottom = field.top + field.height;
const steps = [0, 0.2, 0.4, 0.6, 0.8, 1];

const x = (share: number) => round(field.left + share * field.width);
const percent = (share: number) => `${Math.round(share * 100)}%`;
const round = (length: number) => Math.round(length * 10) / 10;

/** How often the answer is wrong when only the surest questions are answered; the dot is the product as it is set. */
export function riskCoverageChart(points: RiskCoveragePoint[], now: RiskCoveragePoint): Html {
  // The curve starts with single questions, where one miss is 100 %: the field shows what follows.
  const settled = points.filter(({ coverage }) => coverage >= 0.05);
  const highest = Math.max(0.1, Math.ceil(Math.max(...settled.map(({ risk }) => risk), now.risk || 0) * 10) / 10);
  const y = (risk: number) => round(bottom - (risk / highest) * field.height);
  const line = settled.map(({ coverage, risk }) => `${x(coverage)},${y(risk)}`).join(" ");
  const dot = html`<circle class="now" cx="${x(now.coverage)}" cy="${y(now.risk)}" r="6"/>
<text class="note" x="${x(now.coverage)}" y="${y(now.risk) - 12}" text-anchor="${now.coverage > 0.7 ? "end" : "middle"}">いまの設定</text>`;
  return chart(
    "答える割合と間違いの割合",
    axes("答える質問の割合（確信度の高いものから）", "間違いの割合", highest),
    html`<polyline class="curve" points="${line}"/>${Number.isNaN(now.risk) ? nothing : dot}`,
  );
}

/** Bars: how often the first document was right at each confidence; on the diagonal the confidence keeps its word. */
export function reliabilityChart(bins: ReliabilityBin[]): Html {
  const y = (share: number) => round(bottom - share * field.height);
  const width = field.width / bins.length - 4;
  const bars = bins
    .filter(({ count }) => count > 0)
    .map(
      ({
        from,
        to,
        count,
        accuracy,
      }) => html`<rect class="bar" x="${x(from) + 2}" y="${y(accuracy)}" width="${width}" height="${round(accuracy * field.height)}"/>
<text class="note" x="${x((from + to) / 2)}" y="${Math.max(field.top + 12, y(accuracy) - 5)}" text-anchor="middle">${count}</text>`,
    );
  return chart(
    "確信度と実際の当たり",
    axes("確信度", "1番目が正しかった割合", 1),
    html`${bars}<line class="ideal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`,
  );
}

function chart(title: string, ground: Html, drawing: Html): Html {
  return html`<svg viewBox="0 0 440 340" role="img" aria-label="${title}">${ground}${drawing}</svg>`;
}

function axes(below: string, beside: string, highest: number): Html {
  const lines = steps.map((step) => {
    const y = round(bottom - step * field.height);
    return html`<line class="grid" x1="${field.left}" x2="${field.left + field.width}" y1="${y}" y2="${y}"/>
<text x="${field.left - 8}" y="${y + 4}" text-anchor="end">${percent(step * highest)}</text>
<text x="${x(step)}" y="${bottom + 18}" text-anchor="middle">${percent(step)}</text>`;
  });
  const middle = field.top + field.height / 2;
  return html`${lines}
<text x="${x(0.5)}" y="${bottom + 44}" text-anchor="middle">${below}</text>
<text transform="translate(14 ${middle}) rotate(-90)" text-anchor="middle">${beside}</text>`;
}
