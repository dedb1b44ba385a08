import { type Static, type TSchema, Type } from "typebox";
import { Value } from "typebox/value";
import { localTime } from "./local-time.ts";

/** city.yaml: everything about a municipality that is not a published document. */

const strict = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

const time = "([01]?\\d|2[0-3]):[0-5]\\d";
const Interval = Type.String({ pattern: `^${time}-(${time}|24:00)$` });
const MonthDay = Type.String({ pattern: "^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$" });

/** Keys are weekdays (`mon`) or the nth weekday of a month (`sun2`); a day not named is closed. */
const WeeklyHours = Type.Object(
  { holidays: Type.Optional(Type.Enum(["open", "closed"])) },
  { additionalProperties: false, patternProperties: { "^(mon|tue|wed|thu|fri|sat|sun)[1-5]?$": Interval } },
);
/** A single interval means Monday to Friday. */
const Hours = Type.Union([WeeklyHours, Interval]);

const Department = strict({
  name: Type.String({ minLength: 1 }),
  phone: Type.String({ minLength: 1 }),
  email: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
  place: Type.Optional(Type.String()),
  hours: Type.Optional(Hours),
});
export type Department = Static<typeof Department>;

const Profile = strict({
  id: Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,63}$" }),
  name: Type.String({ minLength: 1 }),
  kana: Type.Optional(Type.String()),
  timezone: Type.Optional(Type.String()),
  languages: Type.Optional(Type.Array(Type.String())),
  site: Type.Optional(Type.String()),
  greeting: Type.Optional(Type.String()),
  starters: Type.Optional(Type.Array(Type.String())),
  hours: Type.Optional(Hours),
  closures: Type.Optional(Type.Array(strict({ name: Type.String(), from: MonthDay, to: MonthDay }))),
  contact: Type.Union([
    Type.String(),
    strict({
      department: Type.String(),
      phone: Type.String(),
      email: Type.Optional(Type.String()),
      url: Type.Optional(Type.String()),
      place: Type.Optional(Type.String()),
      hours: Type.Optional(Hours),
    }),
  ]),
  categories: Type.Optional(
    Type.Record(Type.String(), strict({ name: Type.String(), contact: Type.Optional(Type.String()) })),
  ),
  departments: Type.Optional(Type.Record(Type.String(), Department)),
  hotlines: Type.Optional(Type.Array(strict({ name: Type.String(), phone: Type.String(), hours: Type.String() }))),
});

/** A municipality's profile, with every default filled in. */
export interface Profile {
  id: string;
  name: string;
  timezone: string;
  languages: string[];
  /** What document addresses are relative to. */
  site: string;
  greeting: string;
  starters: string[];
  hours: WeeklyHours;
  closures: Closure[];
  /** Id of the department to ask when nothing else is known. */
  contact: string;
  categories: Record<string, { name: string; contact?: string }>;
  departments: Record<string, Department>;
  hotlines: { name: string; phone: string; hours: string }[];
}
export type WeeklyHours = Record<string, string>;
export type Closure = { name: string; from: string; to: string };

/** A profile that cannot be used; `path` points into city.yaml, such as /departments/waste/phone. */
export class ProfileError extends Error {
  path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Checks the contents of a city.yaml and fills in the defaults. Throws ProfileError. */
export function parseProfile(source: unknown): Profile {
  if (!Value.Check(Profile, source)) {
    const [error] = Value.Errors(Profile, source);
    throw new ProfileError(error?.instancePath ?? "", error?.message ?? "");
  }
  const departments = { ...source.departments };
  let contact = source.contact;
  if (typeof contact !== "string") {
    const { department, ...rest } = contact;
    departments.contact = { name: department, ...rest };
    contact = "contact";
  }
  checkReferences(contact, departments, source.categories ?? {});
  checkTimezone(source.timezone ?? "Asia/Tokyo");
  return {
    id: source.id,
    name: source.name,
    timezone: source.timezone ?? "Asia/Tokyo",
    languages: source.languages ?? ["ja"],
    site: source.site ?? "",
    greeting: source.greeting?.trim() ?? `こんにちは。${source.name}の「AI窓口」です。知りたいことを入力してください。`,
    starters: source.starters ?? [],
    hours: weekly(source.hours ?? "8:30-17:15"),
    closures: source.closures ?? [{ name: "年末年始", from: "12-29", to: "01-03" }],
    contact,
    categories: source.categories ?? {},
    departments,
    hotlines: source.hotlines ?? [],
  };
}

function checkReferences(
  contact: string,
  departments: Record<string, Department>,
  categories: Record<string, { contact?: string }>,
): void {
  const named = Object.entries(categories).map(([id, { contact: to }]) => [`/categories/${id}/contact`, to] as const);
  for (const [path, id] of [["/contact", contact] as const, ...named])
    if (id !== undefined && !Object.hasOwn(departments, id))
      throw new ProfileError(path, `「${id}」という課が departments にありません`);
}

function checkTimezone(timezone: string): void {
  try {
    localTime(0, timezone);
  } catch {
    throw new ProfileError("/timezone", `「${timezone}」という時間帯はありません`);
  }
}

/** The hours of a department, or the city's own. */
export function hoursOf(profile: Profile, department: Department): WeeklyHours {
  return department.hours ? weekly(department.hours) : profile.hours;
}

function weekly(hours: Static<typeof Hours>): WeeklyHours {
  if (typeof hours === "object") return hours as WeeklyHours;
  return { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };
}

/** The department that answers for a document or a category; the city's general contact where none is named. */
export function departmentFor(profile: Profile, of: { department?: string; category?: string } = {}): Department {
  const category = profile.categories[of.category?.split("/")[0] ?? ""];
  const id = of.department ?? category?.contact ?? profile.contact;
  return profile.departments[id] ?? profile.departments[profile.contact]!;
}
