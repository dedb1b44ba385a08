/** One observation: what was seen, whether it came true, and how much it counts. */
export interface Example {
  features: number[];
  label: boolean;
  weight: number;
  /** Examples of one group are never on both sides of a cross-validation. */
  group: string;
}

/** 1 / (1 + e^−(bias + Σ weight · feature)). */
export interface LogisticModel {
  bias: number;
  weights: number[];
}

/** Ridge penalty on standardised features, beside the mean loss; the bias goes free. */
const ridge = 1e-3;
const maximumSteps = 100;
const converged = 1e-10;

export function predict({ bias, weights }: LogisticModel, features: number[]): number {
  return 1 / (1 + Math.exp(-weights.reduce((sum, weight, i) => sum + weight * features[i]!, bias)));
}

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani & Friedman,
 * The Elements of Statistical Learning, 4.4.1) on standardised features; the weights returned fit the features as given.
 */
export function fitLogistic(examples: Example[]): LogisticModel {
  const { means, scales } = standardisation(examples);
  const rows = examples.map(({ features }) => [1, ...features.map((value, i) => (value - means[i]!) / scales[i]!)]);
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  let solution = new Array<number>(means.length + 1).fill(0);
  for (let taken = 0; taken < maximumSteps; taken++) {
    const step = newtonStep(rows, examples, solution, total);
    // Far from the optimum a full step may overshoot.
    const scale = Math.min(1, 5 / Math.max(...step.map(Math.abs)));
    solution = solution.map((value, i) => value + scale * step[i]!);
    if (Math.max(...step.map(Math.abs)) < converged) break;
  }
  const [intercept, ...standard] = solution as [number, ...number[]];
  const weights = standard.map((value, i) => value / scales[i]!);
  return { bias: weights.reduce((sum, weight, i) => sum - weight * means[i]!, intercept), weights };
}

/** The prediction of each example by a model that was fitted without its group. */
export function crossValidate(examples: Example[], folds = 5): number[] {
  const groups = [...new Set(examples.map(({ group }) => group))];
  const foldOf = new Map(groups.map((group, i) => [group, i % folds]));
  const models = Array.from({ length: folds }, (_, fold) =>
    fitLogistic(examples.filter(({ group }) => foldOf.get(group) !== fold)),
  );
  return examples.map(({ group, features }) => predict(models[foldOf.get(group)!]!, features));
}

/** Solves A · x = b by Gaussian elimination with partial pivoting. */
export function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let r = column + 1; r < size; r++)
      if (Math.abs(rows[r]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = r;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let r = 0; r < size; r++) {
      if (r === column) continue;
      const factor = rows[r]![column]! / rows[column]![column]!;
      for (let c = column; c <= size; c++) rows[r]![c]! -= factor * rows[column]![c]!;
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!);
}

function newtonStep(rows: number[][], examples: Example[], solution: number[], total: number): number[] {
  const size = solution.length;
  const penalty = (i: number) => (i === 0 ? 0 : ridge);
  const gradient = solution.map((value, i) => -penalty(i) * value);
  const hessian = solution.map((_, i) => solution.map((_, j) => (i === j ? penalty(i) : 0)));
  rows.forEach((row, n) => {
    const { label, weight } = examples[n]!;
    const probability = predict({ bias: 0, weights: solution }, row);
    const error = (weight * (Number(label) - probability)) / total;
    const curvature = (weight * Math.max(probability * (1 - probability), 1e-9)) / total;
    for (let i = 0; i < size; i++) {
      gradient[i]! += error * row[i]!;
      for (let j = 0; j < size; j++) hessian[i]![j]! += curvature * row[i]! * row[j]!;
    }
  });
  return solve(hessian, gradient);
}

function standardisation(examples: Example[]): { means: number[]; scales: number[] } {
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const average = (of: (example: Example) => number) =>
    examples.reduce((sum, example) => sum + example.weight * of(example), 0) / total;
  const means = examples[0]!.features.map((_, i) => average(({ features }) => features[i]!));
  const variances = means.map((mean, i) => average(({ features }) => (features[i]! - mean) ** 2));
  // A feature that never changes tells nothing: any scale will do.
  return { means, scales: variances.map((variance) => Math.sqrt(variance) || 1) };
}
