import type { Figure } from "./figures.ts";

/** Letters that take two cells of a terminal: Unicode's East Asian Wide and Fullwidth, and pictures. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const noWidth = /\p{Mn}|\p{Me}|\p{Cf}/u;

/** Cells that a text takes in a terminal (UAX #11). */
export function displayWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (noWidth.test(letter) ? 0 : wide.test(letter) ? 2 : 1), 0);
}

/** The figures as aligned text: label, value, 95 % interval, number of questions, name in the JSON. */
export function toTable(figures: Figure[]): string {
  const lines = [
    ["指標", "値", "95%区間", "質問数", "JSON"],
    ...figures.map((figure) => [
      figure.label,
      showValue(figure),
      figure.interval ? figure.interval.map((end) => showValue({ ...figure, value: end })).join(" .. ") : "",
      String(figure.count),
      figure.name,
    ]),
  ];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => displayWidth(line[column]!))));
  const numeric = new Set([1, 2, 3]);
  const toLine = (line: string[]) =>
    line
      .map((cell, column) => {
        const space = " ".repeat(widths[column]! - displayWidth(cell));
        return numeric.has(column) ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd();
  const [head, ...rows] = lines;
  return [toLine(head!), toLine(widths.map((width) => "-".repeat(width))), ...rows.map(toLine)].join("\n");
}

/** A value with its unit; shares in percent. */
export function showValue({ value, unit }: Pick<Figure, "value" | "unit">): string {
  if (Number.isNaN(value)) return "-";
  if (unit === "%") return `${(value * 100).toFixed(1)}%`;
  if (unit === "µs") return `${Math.round(value)} µs`;
  return unit === "ms" ? `${value.toFixed(2)} ms` : value.toFixed(3);
}
