import type { Contact } from "../contract.ts";
import { describeHours, opening } from "./hours.ts";
import { type Department, hoursOf, type Profile } from "./profile.ts";

/** The contact card of a department at a moment (milliseconds since 1970). */
export function contactCard(profile: Profile, department: Department, moment: number): Contact {
  const hours = hoursOf(profile, department);
  const { name, phone, email, url, place } = department;
  return {
    department: name,
    phone,
    ...(email && { email }),
    ...(url && { url: pageUrl(profile, url) }),
    ...(place && { place }),
    hours: describeHours(hours, profile.closures),
    ...opening(hours, profile.closures, profile.timezone, moment),
  };
}

/** The address of a published page: paths are relative to the city's site. */
export function pageUrl(profile: Profile, url: string): string {
  return /^https?:/.test(url) ? url : `${profile.site.replace(/\/$/, "")}${url}`;
}
