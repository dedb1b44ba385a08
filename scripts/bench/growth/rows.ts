import { median, percentile, type Row } from "../row.ts";
import type { EngineName } from "./engines.ts";
import type { BuildReport } from "./worker.ts";

/** One engine over one corpus. */
export interface Measurement {
  engine: EngineName;
  /** Number of passages. */
  size: number;
  built: BuildReport;
  /** Of each question. */
  milliseconds: number[];
  /** Processor time of all questions together. */
  processorMs: number;
  /** How many questions found nothing. */
  empty: number;
  /** Why it was asked no further. */
  failure?: string;
}

/** What is followed from size to size. */
const quantities: Record<string, (one: Measurement) => number> = {
  "build time": ({ built }) => built.buildSeconds,
  memory: ({ built }) => built.memory.heap,
  "resident memory": ({ built }) => built.memory.resident,
  "time per question p50": ({ milliseconds }) => median(milliseconds),
  "time per question p95": ({ milliseconds }) => percentile(milliseconds, 0.95),
  "processor time per question": (one) => one.processorMs / one.milliseconds.length,
};

/** The measurements of one engine at one size: reported, without a target. */
export function rowsOf({ engine, size, built, milliseconds, processorMs, empty, failure }: Measurement): Row[] {
  const { buildSeconds, parts, memory } = built;
  const name = `${engine}, ${size} passages`;
  const details = Object.entries(parts).map(([part, seconds]) => `${part} ${seconds.toFixed(1)} s`);
  const build = [`${buildSeconds.toFixed(1)} s`, ...details].join(", ");
  const time = (share: number) => `${percentile(milliseconds, share).toFixed(2)} ms`;
  const processor = `processor ${(processorMs / milliseconds.length).toFixed(2)} ms on average`;
  const unanswered = empty > 0 ? `, ${empty} found nothing` : "";
  return [
    { name: `${name}: build`, measured: build, target: "" },
    {
      name: `${name}: memory`,
      measured: `${memory.heap.toFixed(0)} MB, resident +${memory.resident.toFixed(0)} MB`,
      target: "",
    },
    {
      name: `${name}: question`,
      measured:
        failure ?? `p50 ${time(0.5)}, p95 ${time(0.95)}, ${processor} (${milliseconds.length} asked${unanswered})`,
      target: "",
    },
  ];
}

/** The power of the size with which each quantity of each engine grows: 1 is in proportion. */
export function exponentRows(measurements: Measurement[]): Row[] {
  return [...new Set(measurements.map(({ engine }) => engine))].flatMap((engine) => {
    const own = measurements.filter((one) => one.engine === engine && one.milliseconds.length > 0);
    if (own.length < 2) return [];
    const exponents = Object.entries(quantities).map(
      ([name, of]) => `${name} ${slope(own.map((one) => [one.size, of(one)])).toFixed(2)}`,
    );
    const range = `${own[0]!.size}–${own.at(-1)!.size}`;
    return [{ name: `${engine}, growth exponents (${range})`, measured: exponents.join(", "), target: "" }];
  });
}

/** Slope of the least-squares line through the logarithms. */
function slope(points: [x: number, y: number][]): number {
  const logarithms = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(logarithms.map(([x]) => x)), mean(logarithms.map(([, y]) => y))];
  const covariance = logarithms.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logarithms.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
