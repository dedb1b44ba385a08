const weekdays = "日月火水木金土";

/** 2026-10-01 → 2026年10月1日; anything else as it is. */
export function formatDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date) ?? [];
  return day ? `${year}年${Number(month)}月${Number(day)}日` : date;
}

/**
 * 2026-11-24T08:30:00+09:00 → 11月24日（火）8時30分.
 * The clock time written in the string is the city's; the reader's own time zone plays no part.
 */
export function formatOpening(time: string): string | undefined {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(time) ?? [];
  if (!minute) return undefined;
  const weekday = weekdays[new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()];
  const minutes = minute === "00" ? "" : `${Number(minute)}分`;
  return `${Number(month)}月${Number(day)}日（${weekday}）${Number(hour)}時${minutes}`;
}
