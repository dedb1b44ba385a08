import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import type { Report } from "./problem.ts";

/** The fields that staff write beside an entry, in front matter or in the columns of a CSV. */

const Day = Type.String({ pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$" });
const Names = Type.Array(Type.String({ minLength: 1 }));

export const EntryFields = Type.Object({
  id: Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$" }),
  question: Type.Optional(Type.String({ minLength: 1 })),
  title: Type.Optional(Type.String({ minLength: 1 })),
  number: Type.Optional(Type.String()),
  category: Type.Optional(Type.String()),
  department: Type.Optional(Type.String()),
  url: Type.Optional(Type.String({ pattern: "^(https?://|/)" })),
  updated: Type.Optional(Day),
  validFrom: Type.Optional(Day),
  validUntil: Type.Optional(Day),
  aliases: Type.Optional(Names),
  basis: Type.Optional(Names),
  figures: Type.Optional(Names),
  related: Type.Optional(Names),
});
export type EntryFields = Static<typeof EntryFields>;

const mends: Record<string, string> = {
  id: "半角の英数字と「-」「_」「.」で、ほかと重ならない id を書いてください",
  question: "質問を書いてください",
  title: "題名を書いてください",
  url: "「/」または「https://」で始まるページのアドレスを書いてください",
  updated: "2026-04-01 の形で最終確認日を書いてください",
  validFrom: "2026-04-01 の形で書いてください",
  validUntil: "2027-03-31 の形で書いてください",
  aliases: "「- 」で始まる行に1つずつ書いてください",
};

/** Checks the fields of one entry; reports the first mistake and returns undefined when it cannot be used. */
export function checkFields(
  source: Record<string, unknown>,
  file: string,
  lineOf: (key: string) => number,
  report: Report,
): EntryFields | undefined {
  const fields = Object.fromEntries(
    Object.entries(source)
      .filter(([, value]) => value !== null && value !== "")
      // A bare number or date in YAML is meant as text.
      .map(([key, value]) => [key, typeof value === "number" ? String(value) : value]),
  );
  if (Value.Check(EntryFields, fields)) {
    const unknown = Object.keys(fields).find((key) => !(key in EntryFields.properties));
    if (unknown) {
      report({
        file,
        line: lineOf(unknown),
        severity: "warning",
        message: `「${unknown}」という項目はありません`,
        mend: `項目の名前を確かめてください（使えるもの: ${Object.keys(EntryFields.properties).join(", ")}）`,
      });
    }
    return fields as EntryFields;
  }
  const [error] = Value.Errors(EntryFields, fields);
  const missing = (error?.params as { requiredProperties?: string[] } | undefined)?.requiredProperties?.[0];
  const key = missing ?? error?.instancePath.split("/")[1] ?? "";
  report({
    file,
    line: lineOf(key),
    severity: "error",
    message: missing ? `「${key}」がありません` : `「${key}」の値が正しくありません`,
    mend: mends[key] ?? `「${key}」の書き方を確かめてください`,
  });
  return undefined;
}
