import { percentile } from "../bench/row.ts";
import { createRandom } from "../random.ts";

/** Lower and upper end. */
export type Interval = [number, number];

const resamples = 1000;
/** Fixed, so that the same results have the same intervals. */
const seed = 20261122;

/**
 * 95 % percentile bootstrap interval (Efron, Annals of Statistics 7, 1979): the middle 95 % of the estimate over 1,000
 * samples drawn with replacement. Each group of values is drawn from by itself.
 */
export function bootstrapInterval<Groups extends number[][]>(
  groups: [...Groups],
  estimate: (...groups: Groups) => number,
): Interval {
  const random = createRandom(seed);
  const draw = (values: number[]) => values.map(() => random.pick(values));
  const estimates = Array.from({ length: resamples }, () => estimate(...(groups.map(draw) as Groups)));
  return [percentile(estimates, 0.025), percentile(estimates, 0.975)];
}
