const darkText = "#1b2430";
const white = "#ffffff";
/** WCAG 2.2, 1.4.3: least contrast of text. */
const leastContrast = 4.5;

/** A colour as #rrggbb, or undefined for anything else. */
export function readColor(value: string | undefined): string | undefined {
  return value && /^#[0-9a-f]{6}$/i.test(value) ? value : undefined;
}

/** Custom properties for an accent: text on it stays legible, and so does text in it on white. */
export function accentProperties(accent: string): Record<string, string> {
  return {
    "--accent": accent,
    "--on-accent": contrast(accent, white) >= leastContrast ? white : darkText,
    "--accent-text": contrast(accent, white) >= leastContrast ? accent : darkText,
  };
}

/** Contrast ratio of two #rrggbb colours, 1–21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
