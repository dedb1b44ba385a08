/** A moment as the wall clock and calendar of a time zone show it. */
export interface LocalTime {
  /** YYYY-MM-DD */
  date: string;
  /** Minutes since midnight. */
  minutes: number;
  /** Offset from UTC, such as +09:00. */
  offset: string;
}

const minuteMs = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();
/** The last minute read in each time zone: every question of a minute asks for the same one. */
const lastRead = new Map<string, { minute: number; time: LocalTime }>();

/** Reads the clock of a time zone at a moment (milliseconds since 1970). */
export function localTime(moment: number, timezone: string): LocalTime {
  const minute = Math.floor(moment / minuteMs);
  const last = lastRead.get(timezone);
  if (last?.minute === minute) return last.time;
  const time = readClock(moment, timezone);
  lastRead.set(timezone, { minute, time });
  return time;
}

function readClock(moment: number, timezone: string): LocalTime {
  const part = Object.fromEntries(
    formatFor(timezone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    minutes: Number(part.hour) * 60 + Number(part.minute),
    offset: part.timeZoneName === "GMT" ? "+00:00" : (part.timeZoneName ?? "").replace("GMT", ""),
  };
}

function formatFor(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone: timezone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      timeZoneName: "longOffset",
    });
    formats.set(timezone, format);
  }
  return format;
}

/** The calendar day so many days later (YYYY-MM-DD). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
