import fc from "fast-check";
import { expect, test } from "vitest";
import { describeHours, intervalOn, opening } from "../../server/city/hours.ts";
import type { Closure, WeeklyHours } from "../../server/city/profile.ts";

const tokyo = "Asia/Tokyo";
const newYear: Closure[] = [{ name: "年末年始", from: "12-29", to: "01-03" }];
const weekdays: WeeklyHours = {
  mon: "8:30-17:15",
  tue: "8:30-17:15",
  wed: "8:30-17:15",
  thu: "8:30-17:15",
  fri: "8:30-17:15",
};
const citizen: WeeklyHours = { ...weekdays, thu: "8:30-19:00", sun2: "9:00-12:00", holidays: "closed" };

const at = (local: string, hours = weekdays, closures = newYear) =>
  opening(hours, closures, tokyo, Date.parse(`${local}+09:00`));

test("is open from the first minute to the last, and closed at the closing time itself", () => {
  expect(at("2026-07-15T08:29:59")).toEqual({ open: false, opensAt: "2026-07-15T08:30:00+09:00" });
  expect(at("2026-07-15T08:30:00")).toEqual({ open: true });
  expect(at("2026-07-15T17:14:59")).toEqual({ open: true });
  expect(at("2026-07-15T17:15:00")).toEqual({ open: false, opensAt: "2026-07-16T08:30:00+09:00" });
});

test("opens on Monday after a Friday evening", () => {
  expect(at("2026-07-10T18:00:00").opensAt).toBe("2026-07-13T08:30:00+09:00");
});

test("is closed on a public holiday, and on the day put in its place", () => {
  expect(at("2026-05-04T10:00:00").open).toBe(false);
  // 3 May 2026 is a Sunday, so 6 May is its substitute.
  expect(at("2026-05-06T10:00:00").open).toBe(false);
});

test("finds the next opening after five days of spring holidays", () => {
  expect(at("2026-05-01T20:00:00").opensAt).toBe("2026-05-07T08:30:00+09:00");
});

test("finds the next opening after the days of rest around new year and the weekend that follows them", () => {
  // 29 December 2025 to 3 January 2026 is closed by the city; the 4th is a Sunday.
  expect(at("2025-12-26T20:00:00").opensAt).toBe("2026-01-05T08:30:00+09:00");
  expect(at("2025-12-31T10:00:00")).toEqual({ open: false, opensAt: "2026-01-05T08:30:00+09:00" });
});

test("counts both ends of a closure, in the old year and the new", () => {
  for (const [day, closed] of [
    ["2026-12-28", false],
    ["2026-12-29", true],
    ["2027-01-01", true],
    ["2027-01-03", true],
    ["2027-01-04", false],
  ] as const)
    expect([day, intervalOn(day, { ...weekdays, sat: "1:00-2:00", sun: "1:00-2:00" }, newYear) === undefined]).toEqual([
      day,
      closed,
    ]);
});

test("closes within a closure that does not cross the year", () => {
  const obon = [{ name: "お盆", from: "08-13", to: "08-15" }];
  expect(intervalOn("2026-08-12", weekdays, obon)).toBeDefined();
  expect(intervalOn("2026-08-13", weekdays, obon)).toBeUndefined();
  expect(intervalOn("2026-08-17", weekdays, obon)).toBeDefined();
});

test("stays open on a public holiday where the counter says so, but not around new year", () => {
  const always = { ...weekdays, holidays: "open" };
  expect(at("2026-05-04T10:00:00", always)).toEqual({ open: true });
  expect(at("2026-12-30T10:00:00", always).open).toBe(false);
});

test("is open longer on the extended weekday only", () => {
  expect(at("2026-07-16T18:00:00", citizen)).toEqual({ open: true });
  expect(at("2026-07-15T18:00:00", citizen).open).toBe(false);
});

test("is open on the nth weekday of the month only", () => {
  expect(at("2026-07-12T10:00:00", citizen)).toEqual({ open: true });
  for (const sunday of ["2026-07-05", "2026-07-19", "2026-07-26"])
    expect([sunday, at(`${sunday}T10:00:00`, citizen).open]).toEqual([sunday, false]);
});

test("prefers the hours of the nth weekday to those of every such weekday", () => {
  const hours = { wed: "9:00-17:00", wed3: "13:00-15:00" };
  expect(intervalOn("2026-07-08", hours, [])).toEqual({ from: 540, to: 1020 });
  expect(intervalOn("2026-07-15", hours, [])).toEqual({ from: 780, to: 900 });
});

test("finds an opening that is months away", () => {
  // The fifth Sundays of 2026 after August are those of November.
  expect(at("2026-09-01T10:00:00", { sun5: "9:00-12:00" }).opensAt).toBe("2026-11-29T09:00:00+09:00");
});

test("names no next opening for a counter that never opens", () => {
  expect(at("2026-07-15T10:00:00", {})).toEqual({ open: false });
});

test("judges by the city's clock, not by the server's", () => {
  const moment = Date.parse("2026-07-15T00:00:00Z");
  expect(opening(weekdays, [], tokyo, moment)).toEqual({ open: true });
  expect(opening(weekdays, [], "UTC", moment)).toEqual({ open: false, opensAt: "2026-07-15T08:30:00+00:00" });
});

test("describes the hours in words", () => {
  expect(describeHours(weekdays, newYear)).toBe("月〜金曜日 8:30〜17:15（祝日・年末年始を除く）");
  expect(describeHours(citizen, newYear)).toBe(
    "月〜水・金曜日 8:30〜17:15、木曜日 8:30〜19:00、第2日曜日 9:00〜12:00（祝日・年末年始を除く）",
  );
  expect(describeHours({ mon: "9:00-17:00", tue: "9:00-17:00", holidays: "open" }, [])).toBe("月・火曜日 9:00〜17:00");
  expect(describeHours({ ...weekdays, sat: "8:30-17:15", sun: "8:30-17:15", holidays: "open" }, newYear)).toBe(
    "月〜日曜日 8:30〜17:15（年末年始を除く）",
  );
});

const interval = fc
  .tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 1439 }))
  .filter(([from, to]) => from < to)
  .map((minutes) => minutes.map((m) => `${Math.floor(m / 60)}:${String(m % 60).padStart(2, "0")}`).join("-"));
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const keys = days.flatMap((day) => [day, ...[1, 2, 3, 4, 5].map((n) => `${day}${n}`)]);
const someHours = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...keys), interval, { minKeys: 1, maxKeys: 8 }),
    fc.constantFrom("open", "closed"),
  )
  .map(([hours, holidays]): WeeklyHours => ({ ...hours, holidays }));
const someMoment = fc
  .date({ min: new Date("2024-01-01"), max: new Date("2036-01-01"), noInvalidDate: true })
  .map((date) => date.getTime());

test("the next opening is always in the future, and the counter is open then", () => {
  fc.assert(
    fc.property(someHours, someMoment, (hours, moment) => {
      const now = opening(hours, newYear, tokyo, moment);
      fc.pre(!now.open);
      expect(now.opensAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\+09:00$/);
      const then = Date.parse(now.opensAt!);
      expect(then).toBeGreaterThan(moment);
      expect(opening(hours, newYear, tokyo, then)).toEqual({ open: true });
    }),
    { numRuns: 300 },
  );
});

test("nothing opens between now and the next opening", () => {
  fc.assert(
    fc.property(
      someHours,
      someMoment,
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (hours, moment, share) => {
        const { open, opensAt } = opening(hours, newYear, tokyo, moment);
        fc.pre(!open && opensAt !== undefined);
        const then = Date.parse(opensAt!);
        const between = Math.min(then - 1, Math.floor(moment + (then - moment) * share));
        expect(opening(hours, newYear, tokyo, between)).toEqual({ open: false, opensAt });
      },
    ),
    { numRuns: 300 },
  );
});
