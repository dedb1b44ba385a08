import holidayJp from "@holiday-jp/holiday_jp";

/** The library walks its whole table for every question; days repeat. */
const known = new Map<string, boolean>();

/** Whether the day (YYYY-MM-DD) is a Japanese public holiday. */
export function isHoliday(date: string): boolean {
  let answer = known.get(date);
  if (answer === undefined) {
    // The library reads the local calendar fields of a Date, whatever the process's time zone is.
    const [year, month, day] = date.split("-").map(Number) as [number, number, number];
    answer = holidayJp.isHoliday(new Date(year, month - 1, day, 12));
    known.set(date, answer);
  }
  return answer;
}
