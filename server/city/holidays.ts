import holidayJp from "@holiday-jp/holiday_jp";

/** Whether the day (YYYY-MM-DD) is a Japanese public holiday. */
export function isHoliday(date: string): boolean {
  // The library reads the local calendar fields of a Date, whatever the process's time zone is.
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  return holidayJp.isHoliday(new Date(year, month - 1, day, 12));
}
