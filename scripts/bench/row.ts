/** One line of the report. `met` is missing where nothing could be measured. */
export interface Row {
  name: string;
  measured: string;
  target: string;
  met?: boolean;
}

/** A value in a unit, shown with so many decimals. */
export interface Quantity {
  value: number;
  unit: string;
  decimals?: number;
}

const show = ({ value, unit, decimals = 0 }: Quantity) => `${value.toFixed(decimals)} ${unit}`.trim();

/** A value that should not exceed its target. */
export function atMost(name: string, quantity: Quantity, target: number): Row {
  return {
    name,
    measured: show(quantity),
    target: `<= ${target} ${quantity.unit}`.trim(),
    met: quantity.value <= target,
  };
}

/** A value that should reach its target. */
export function atLeast(name: string, quantity: Quantity, target: number): Row {
  return {
    name,
    measured: show(quantity),
    target: `>= ${target} ${quantity.unit}`.trim(),
    met: quantity.value >= target,
  };
}

/** What was not measured, and why. */
export function unmeasured(name: string, reason: string): Row {
  return { name, measured: reason, target: "" };
}

export function median(values: number[]): number {
  return percentile(values, 0.5);
}

/** The value at nearest rank. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The rows as aligned text. */
export function toTable(rows: Row[]): string {
  const cells = rows.map(({ name, measured, target, met }) => [
    name,
    measured,
    target,
    met === undefined ? "-" : met ? "met" : "NOT MET",
  ]);
  const lines = [["name", "measured", "target", "result"], ...cells];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const toLine = (line: string[]) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join("  ")
      .trimEnd();
  return [toLine(lines[0]!), toLine(widths.map((width) => "-".repeat(width))), ...cells.map(toLine)].join("\n");
}
