/** A Markdown table: a head, and a line for every row. */
export function markdownTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** A number of three decimals without the leading zero: .655; "-" for NaN. */
export function decimals(value: number): string {
  return Number.isNaN(value) ? "-" : value.toFixed(3).replace(/^(-?)0\./, "$1.");
}

/** The same with its sign, for differences. */
export function difference(value: number): string {
  return `${value < 0 ? "" : "+"}${decimals(value)}`.replace("-.000", "+.000");
}

/** A share as a percentage: 71.4 %. */
export function percentage(share: number): string {
  return Number.isNaN(share) ? "-" : `${(share * 100).toFixed(1)} %`;
}
