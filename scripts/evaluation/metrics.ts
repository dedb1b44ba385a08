/**
 * The yardsticks, as pure functions: no corpus, no clock. `ranked` are document ids, best first; `relevant` gives
 * the grade of each document that should be found (2 = holds the answer, 1 = related, 0 = does not count).
 * Where there is nothing to measure the result is NaN.
 */

export type Grades = Record<string, number>;

const isRelevant = (relevant: Grades, id: string | undefined) => id !== undefined && (relevant[id] ?? 0) >= 1;

/**
 * nDCG@k with linear gains: Σ grade / log2(rank + 1) over the first k, divided by the same sum for the best possible
 * order of all relevant documents, cut at k too (Järvelin & Kekäläinen, "Cumulated gain-based evaluation of IR
 * techniques", ACM TOIS 20(4), 2002; the form of trec_eval's ndcg_cut).
 */
export function ndcg(ranked: string[], relevant: Grades, k = 10): number {
  const gains = ranked.map((id) => relevant[id] ?? 0);
  const ideal = Object.values(relevant).sort((a, b) => b - a);
  return discounted(gains.slice(0, k)) / discounted(ideal.slice(0, k));
}

function discounted(gains: number[]): number {
  return gains.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
}

/** Recall@k: share of the relevant documents (grade ≥ 1) that are among the first k (Manning et al., IIR, ch. 8). */
export function recall(ranked: string[], relevant: Grades, k = 10): number {
  const wanted = Object.keys(relevant).filter((id) => isRelevant(relevant, id));
  return wanted.filter((id) => ranked.slice(0, k).includes(id)).length / wanted.length;
}

/** 1 / rank of the first document of grade ≥ 1, 0 without one; its mean is the MRR (Voorhees, TREC-8 QA, 1999). */
export function reciprocalRank(ranked: string[], relevant: Grades): number {
  const rank = ranked.findIndex((id) => isRelevant(relevant, id)) + 1;
  return rank > 0 ? 1 / rank : 0;
}

/**
 * hit@k (success@k): 1 when one of the first k documents has at least this grade, else 0. NaN for a question that has
 * no document of the grade: it is left out of the mean.
 */
export function hit(ranked: string[], relevant: Grades, k: number, grade: number): number {
  if (!Object.values(relevant).some((given) => given >= grade)) return Number.NaN;
  return ranked.slice(0, k).some((id) => (relevant[id] ?? 0) >= grade) ? 1 : 0;
}

/** Arithmetic mean of what could be measured: NaN values do not count. */
export function mean(values: number[]): number {
  const measured = values.filter((value) => !Number.isNaN(value));
  return measured.reduce((sum, value) => sum + value, 0) / measured.length;
}

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, a tie counting half
 * (Hanley & McNeil, Radiology 143, 1982; computed from ranks as the Mann–Whitney U).
 */
export function auroc(positives: number[], negatives: number[]): number {
  const all = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ].sort((a, b) => a.score - b.score);
  let wins = 0;
  let below = 0;
  for (let start = 0, end = 0; start < all.length; start = end) {
    while (end < all.length && all[end]!.score === all[start]!.score) end++;
    const tied = all.slice(start, end);
    const tiedPositives = tied.filter(({ positive }) => positive).length;
    const tiedNegatives = tied.length - tiedPositives;
    wins += tiedPositives * (below + tiedNegatives / 2);
    below += tiedNegatives;
  }
  return wins / (positives.length * negatives.length);
}

/** What was predicted, 0–1, and whether it came true. */
export interface Prediction {
  confidence: number;
  correct: boolean;
}

/** Predictions of about the same confidence. */
export interface ReliabilityBin {
  from: number;
  to: number;
  count: number;
  /** Mean confidence, and share that came true; NaN in an empty bin. */
  confidence: number;
  accuracy: number;
}

/** Reliability diagram: predictions in bins of equal width (DeGroot & Fienberg, The Statistician 32, 1983). */
export function reliabilityBins(predictions: Prediction[], bins = 10): ReliabilityBin[] {
  const binOf = (confidence: number) => Math.min(bins - 1, Math.floor(confidence * bins));
  return Array.from({ length: bins }, (_, bin) => {
    const own = predictions.filter(({ confidence }) => binOf(confidence) === bin);
    return {
      from: bin / bins,
      to: (bin + 1) / bins,
      count: own.length,
      confidence: mean(own.map(({ confidence }) => confidence)),
      accuracy: mean(own.map(({ correct }) => Number(correct))),
    };
  });
}

/**
 * Expected calibration error: |accuracy − confidence| of the bins, weighted by how many predictions fall into each
 * (Naeini, Cooper & Hauskrecht, AAAI 2015; Guo et al., ICML 2017).
 */
export function expectedCalibrationError(predictions: Prediction[], bins = 10): number {
  const weighted = reliabilityBins(predictions, bins)
    .filter(({ count }) => count > 0)
    .map(({ count, confidence, accuracy }) => (count / predictions.length) * Math.abs(accuracy - confidence));
  return predictions.length > 0 ? weighted.reduce((sum, gap) => sum + gap, 0) : Number.NaN;
}

export interface RiskCoveragePoint {
  /** Share of the questions that are answered, the surest first. */
  coverage: number;
  /** Share of those that are wrong. */
  risk: number;
}

/** Risk–coverage curve of answering the surest questions only (El-Yaniv & Wiener, JMLR 11, 2010). */
export function riskCoverage(predictions: Prediction[]): RiskCoveragePoint[] {
  let wrong = 0;
  return surestFirst(predictions).map(({ correct }, i) => {
    wrong += Number(!correct);
    return { coverage: (i + 1) / predictions.length, risk: wrong / (i + 1) };
  });
}

/** Whether each of the surest predictions was correct, 1 or 0: at least this share of all of them. */
export function surest(predictions: Prediction[], share: number): number[] {
  return surestFirst(predictions)
    .slice(0, Math.ceil(share * predictions.length))
    .map(({ correct }) => Number(correct));
}

function surestFirst(predictions: Prediction[]): Prediction[] {
  return [...predictions].sort((a, b) => b.confidence - a.confidence);
}
