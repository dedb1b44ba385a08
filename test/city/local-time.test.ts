import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, localTime } from "../../server/city/local-time.ts";

test("shows the calendar day and the clock of the city", () => {
  const moment = Date.parse("2026-03-31T15:30:00Z");
  expect(localTime(moment, "Asia/Tokyo")).toEqual({ date: "2026-04-01", minutes: 30, offset: "+09:00" });
  expect(localTime(moment, "UTC")).toEqual({ date: "2026-03-31", minutes: 930, offset: "+00:00" });
});

test("shows midnight as the first minute of the day, not the 24th hour", () => {
  expect(localTime(Date.parse("2026-12-31T15:00:00Z"), "Asia/Tokyo")).toMatchObject({ date: "2027-01-01", minutes: 0 });
});

test("follows summer time and offsets of half an hour", () => {
  expect(localTime(Date.parse("2026-07-01T12:00:00Z"), "Europe/Berlin").offset).toBe("+02:00");
  expect(localTime(Date.parse("2026-01-01T12:00:00Z"), "Europe/Berlin").offset).toBe("+01:00");
  expect(localTime(Date.parse("2026-01-01T12:00:00Z"), "Asia/Kolkata").offset).toBe("+05:30");
});

test("gives back the moment it was made of, to the minute", () => {
  const moments = fc.integer({ min: Date.parse("2000-01-01"), max: Date.parse("2100-01-01") });
  fc.assert(
    fc.property(moments, fc.constantFrom("Asia/Tokyo", "UTC", "Europe/Berlin", "America/St_Johns"), (moment, zone) => {
      const { date, minutes, offset } = localTime(moment, zone);
      const clock = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
      expect(Date.parse(`${date}T${clock}:00${offset}`)).toBe(moment - (moment % 60_000));
    }),
  );
});

test("adds days across months, years and leap days", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
});
