import { expect, test } from "vitest";
import { readCsv } from "../../../server/indexing/readers/csv.ts";
import { passagesOf, read } from "../read.ts";

const table = (...lines: string[]) => `${lines.join("\n")}\n`;

test("reads a row as an entry, lists separated by |", () => {
  const { entries, problems } = read(
    readCsv,
    table(
      "id,question,answer,category,department,url,updated,aliases,related,basis,figures",
      "a,枕は何ごみですか,燃やすごみです。,garbage/items,waste,/gomi.html,2026-04-01,まくら|ピロー,b|c,rule#第1条,fee",
    ),
    "faq/items.csv",
  );
  expect(problems).toEqual([]);
  expect(entries).toMatchObject([{ line: 2, basis: ["rule#第1条"], figures: ["fee"] }]);
  expect(entries[0]?.document).toMatchObject({
    id: "a",
    kind: "faq",
    title: "枕は何ごみですか",
    aliases: ["まくら", "ピロー"],
    category: "garbage/items",
    department: "waste",
    url: "/gomi.html",
    updatedAt: "2026-04-01",
    related: ["b", "c"],
    file: "faq/items.csv",
  });
  expect(passagesOf(entries[0]?.document)).toEqual([[undefined, "燃やすごみです。"]]);
});

test("reads a table that starts with a byte order mark, and columns in any order with spaces around their names", () => {
  const { documents, problems } = read(readCsv, table("\ufeffanswer , id, question", "答え,a,問い"));
  expect(problems).toEqual([]);
  expect(documents).toMatchObject([{ id: "a", title: "問い" }]);
});

test("keeps line breaks, commas and quotation marks inside quotation marks", () => {
  const { documents } = read(readCsv, table("id,question,answer", 'a,"「""枠""」とは, 何","1行目\n\n- 2行目, 続き"'));
  expect(documents[0]?.title).toBe('「"枠"」とは, 何');
  expect(passagesOf(documents[0])).toEqual([[undefined, "1行目\n\n- 2行目, 続き"]]);
});

test("names the line on which a row starts, line breaks in quotation marks and empty lines before it or not", () => {
  const { entries, problems } = read(
    readCsv,
    table(
      "id,question,answer",
      'a,問い,"1\n2\n3"',
      "b,問い,答え",
      "",
      'c,"長い\n問い","答\nえ"',
      "悪い id,問い,答え",
      "d,問い,答え",
    ),
  );
  expect(entries.map(({ document, line }) => [document.id, line])).toEqual([
    ["a", 2],
    ["b", 5],
    ["c", 7],
    ["d", 11],
  ]);
  expect(problems).toMatchObject([{ line: 10, severity: "error", message: "「id」の値が正しくありません" }]);
});

test("refuses a table without a needed column, and names all that are missing", () => {
  const { entries, problems } = read(readCsv, table("ID,質問,answer", "a,問い,答え"), "faq/a.csv");
  expect(entries).toEqual([]);
  expect(problems).toEqual([
    {
      file: "faq/a.csv",
      line: 1,
      severity: "error",
      message: "「id」「question」の列がありません",
      mend: "1行目に id,question,answer の列の名前を書いてください",
    },
  ]);
});

test.each([
  ["no answer", "b,問い, ", "答え（answer）がありません"],
  ["an answer that is only a heading", "b,問い,# 見出し", "答え（answer）がありません"],
  ["no question", "b, ,答え", "質問（question）がありません"],
  ["no id", ",問い,答え", "「id」がありません"],
])("leaves out a row with %s, and only that row", (_what, row, message) => {
  const { documents, problems } = read(readCsv, table("id,question,answer", "a,問い,答え", row, "c,問い,答え"));
  expect(documents.map(({ id }) => id)).toEqual(["a", "c"]);
  expect(problems).toMatchObject([{ line: 3, severity: "error", message }]);
  expect(problems[0]?.mend).not.toBe("");
});

test("passes over rows of nothing but commas", () => {
  const { documents, problems } = read(readCsv, table("id,question,answer", ",,", "a,問い,答え", ",,"));
  expect(documents).toHaveLength(1);
  expect(problems).toEqual([]);
});

test("reads rows with more or fewer cells than the heading", () => {
  const { documents, problems } = read(
    readCsv,
    table("id,question,answer,url", "a,問い,答え", "b,問い,答え,/b.html,余り"),
  );
  expect(documents.map(({ id, url }) => [id, url])).toEqual([
    ["a", ""],
    ["b", "/b.html"],
  ]);
  expect(problems).toEqual([]);
});

test("says on which line a quotation mark is left open", () => {
  const { entries, problems } = read(readCsv, table("id,question,answer", "a,問い,答え", 'b,問い,"答え'));
  expect(entries).toEqual([]);
  expect(problems).toMatchObject([{ severity: "error", message: "表（CSV）の書き方が正しくありません" }]);
  expect(problems[0]?.line).toBeGreaterThanOrEqual(3);
});
