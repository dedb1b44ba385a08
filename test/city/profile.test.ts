import { expect, test } from "vitest";
import { contactCard, pageUrl } from "../../server/city/contact.ts";
import { departmentFor, hoursOf, ProfileError, parseProfile } from "../../server/city/profile.ts";

const small = { id: "kosato", name: "こさと町", contact: { department: "総務課", phone: "0000-00-0000" } };
const large = {
  id: "misaki",
  name: "みさき市",
  site: "https://city.example/",
  contact: "reception",
  departments: {
    reception: { name: "代表", phone: "1" },
    waste: { name: "ごみ課", phone: "2", hours: { sat: "9:00-12:00" }, url: "/gomi.html" },
    bulky: { name: "粗大ごみ", phone: "3", hours: "9:00-17:00" },
  },
  categories: { garbage: { name: "ごみ", contact: "waste" }, other: { name: "その他" } },
};

/** The error of a profile that differs from the large one. */
function errorOf(changes: object): ProfileError {
  try {
    parseProfile({ ...large, ...changes });
  } catch (error) {
    expect(error).toBeInstanceOf(ProfileError);
    return error as ProfileError;
  }
  throw new Error("The profile was accepted");
}

test("needs no more than an id, a name and a contact", () => {
  const weekday = "8:30-17:15";
  expect(parseProfile(small)).toEqual({
    id: "kosato",
    name: "こさと町",
    timezone: "Asia/Tokyo",
    languages: ["ja"],
    site: "",
    greeting: "こんにちは。こさと町の「AI窓口」です。知りたいことを入力してください。",
    starters: [],
    hours: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday },
    closures: [{ name: "年末年始", from: "12-29", to: "01-03" }],
    contact: "contact",
    categories: {},
    departments: { contact: { name: "総務課", phone: "0000-00-0000" } },
    hotlines: [],
  });
});

test("keeps what is given", () => {
  const profile = parseProfile({
    ...large,
    greeting: " やあ。\n",
    timezone: "UTC",
    closures: [],
    hours: { mon: "1:00-2:00" },
  });
  expect(profile).toMatchObject({ greeting: "やあ。", timezone: "UTC", closures: [], hours: { mon: "1:00-2:00" } });
});

test.each([
  ["a missing phone", { departments: { ...large.departments, waste: { name: "ごみ課" } } }, "/departments/waste"],
  ["an unknown key", { contcat: "reception" }, "/contcat"],
  ["hours that are no times", { hours: "朝から夕方" }, "/hours"],
  ["a time that no clock shows", { hours: "8:30-17:75" }, "/hours"],
  ["a day that no calendar has", { closures: [{ name: "夏季", from: "13-01", to: "13-03" }] }, "/closures/0/from"],
  ["an id with capitals", { id: "Misaki" }, "/id"],
  ["a contact that is no department", { contact: "soumu" }, "/contact"],
  [
    "a category whose contact is no department",
    { categories: { tax: { name: "税", contact: "zei" } } },
    "/categories/tax/contact",
  ],
  ["a time zone that does not exist", { timezone: "Asia/Tokio" }, "/timezone"],
])("refuses %s and points to it", (_what, changes, path) => {
  expect(errorOf(changes).path).toBe(path);
});

test.each([undefined, null, "misaki", [], 3])("refuses %s as a profile", (source) => {
  expect(() => parseProfile(source)).toThrow(ProfileError);
});

test("finds the department of a document, else of its category, else the general contact", () => {
  const profile = parseProfile(large);
  expect(departmentFor(profile, { department: "bulky", category: "garbage/bulky" }).name).toBe("粗大ごみ");
  expect(departmentFor(profile, { category: "garbage/bulky" }).name).toBe("ごみ課");
  expect(departmentFor(profile, { category: "other" }).name).toBe("代表");
  expect(departmentFor(profile, { department: "closed-down" }).name).toBe("代表");
  expect(departmentFor(profile).name).toBe("代表");
});

test("gives a department the city's hours unless it has its own", () => {
  const profile = parseProfile(large);
  expect(hoursOf(profile, profile.departments.reception!)).toEqual(profile.hours);
  expect(hoursOf(profile, profile.departments.waste!)).toEqual({ sat: "9:00-12:00" });
  expect(hoursOf(profile, profile.departments.bulky!)).toMatchObject({ mon: "9:00-17:00", fri: "9:00-17:00" });
});

test("writes a contact card with the hours in words and whether it is open", () => {
  const profile = parseProfile(large);
  expect(contactCard(profile, profile.departments.waste!, Date.parse("2026-07-18T10:00:00+09:00"))).toEqual({
    department: "ごみ課",
    phone: "2",
    url: "https://city.example/gomi.html",
    hours: "土曜日 9:00〜12:00（祝日・年末年始を除く）",
    open: true,
  });
});

test("leaves the address of another site as it is", () => {
  const profile = parseProfile(large);
  expect(pageUrl(profile, "https://other.example/a")).toBe("https://other.example/a");
  expect(pageUrl(profile, "/a")).toBe("https://city.example/a");
});
