import { isHoliday } from "./holidays.ts";
import { addDays, localTime } from "./local-time.ts";
import type { Closure, WeeklyHours } from "./profile.ts";

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const weekdayNames: Record<string, string> = {
  sun: "日",
  mon: "月",
  tue: "火",
  wed: "水",
  thu: "木",
  fri: "金",
  sat: "土",
};

/** How far ahead the next opening is looked for: a fifth Sunday that is no holiday may be many months away. */
const horizonDays = 400;

export interface Opening {
  open: boolean;
  /** When closed: the next opening, ISO 8601 with offset. */
  opensAt?: string;
}

/** Whether a counter is open at a moment, and if not when it opens next. */
export function opening(hours: WeeklyHours, closures: Closure[], timezone: string, moment: number): Opening {
  const now = localTime(moment, timezone);
  const today = intervalOn(now.date, hours, closures);
  if (today && now.minutes >= today.from && now.minutes < today.to) return { open: true };
  if (today && now.minutes < today.from) return { open: false, opensAt: timestamp(now.date, today.from, now.offset) };
  for (let days = 1; days <= horizonDays; days++) {
    const date = addDays(now.date, days);
    const interval = intervalOn(date, hours, closures);
    if (interval) return { open: false, opensAt: timestamp(date, interval.from, now.offset) };
  }
  return { open: false };
}

/** Opening hours of one calendar day, in minutes since midnight; undefined when closed. */
export function intervalOn(
  date: string,
  hours: WeeklyHours,
  closures: Closure[],
): { from: number; to: number } | undefined {
  const monthDay = date.slice(5);
  if (
    closures.some(({ from, to }) =>
      from <= to ? monthDay >= from && monthDay <= to : monthDay >= from || monthDay <= to,
    )
  )
    return undefined;
  if (hours.holidays !== "open" && isHoliday(date)) return undefined;
  const weekday = weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]!;
  const nth = Math.ceil(Number(date.slice(8)) / 7);
  const interval = hours[`${weekday}${nth}`] ?? hours[weekday];
  if (!interval) return undefined;
  const [from, to] = interval.split("-").map(toMinutes) as [number, number];
  return { from, to };
}

/** Hours in words: 「月〜水・金曜日 8:30〜17:15、木曜日 8:30〜19:00、第2日曜日 9:00〜12:00（祝日・年末年始を除く）」. */
export function describeHours(hours: WeeklyHours, closures: Closure[]): string {
  const byInterval = new Map<string, string[]>();
  for (const day of [...weekdays.slice(1), weekdays[0]]) {
    const interval = hours[day];
    if (interval) byInterval.set(interval, [...(byInterval.get(interval) ?? []), day]);
  }
  const regular = [...byInterval].map(([interval, days]) => `${joinDays(days)}曜日 ${interval.replace("-", "〜")}`);
  const nth = Object.entries(hours)
    .filter(([key]) => /\d$/.test(key))
    .map(([key, interval]) => `第${key.slice(3)}${weekdayNames[key.slice(0, 3)]}曜日 ${interval.replace("-", "〜")}`);
  const except = [...(hours.holidays === "open" ? [] : ["祝日"]), ...closures.map((closure) => closure.name)];
  return [...regular, ...nth].join("、") + (except.length > 0 ? `（${except.join("・")}を除く）` : "");
}

/** Runs of three days and more are written with 〜. */
function joinDays(days: string[]): string {
  const order = [...weekdays.slice(1), weekdays[0]] as string[];
  const runs: string[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && order.indexOf(day) === order.indexOf(run.at(-1)!) + 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) => {
      const names = run.map((day) => weekdayNames[day]!);
      return names.length > 2 ? [`${names[0]}〜${names.at(-1)}`] : names;
    })
    .join("・");
}

function toMinutes(time: string): number {
  const [hour, minute] = time.split(":").map(Number) as [number, number];
  return hour * 60 + minute;
}

function timestamp(date: string, minutes: number, offset: string): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00${offset}`;
}
