import { expect, test } from "vitest";
import { readMarkdown } from "../../../server/indexing/readers/markdown.ts";
import { passagesOf, read } from "../read.ts";

const whole = `---
id: garbage-bulky
question: 粗大ごみはどう出しますか。
category: garbage/bulky
department: waste
url: /gomi/sodai.html
updated: 2026-04-01
validFrom: 2026-04-01
validUntil: 2027-03-31
aliases:
  - ソファーを捨てたい
  - 2段ベッド
basis: ["garbage-rule#第6条"]
figures: [bulky-fee]
related: [garbage-carryin]
---
電話かインターネットで申し込んでください。

## 料金

1点300円です。

### 払い方

処理券を買って貼ります。

## 準備

- 受付番号を書きます。
`;

test("reads an entry with all its fields", () => {
  const { entries, problems } = read(readMarkdown, whole, "faq/garbage/bulky.md");
  expect(problems).toEqual([]);
  expect(entries).toHaveLength(1);
  const { document, ...rest } = entries[0]!;
  expect(rest).toEqual({ line: 2, basis: ["garbage-rule#第6条"], figures: ["bulky-fee"] });
  expect(document).toMatchObject({
    id: "garbage-bulky",
    kind: "faq",
    title: "粗大ごみはどう出しますか。",
    aliases: ["ソファーを捨てたい", "2段ベッド"],
    category: "garbage/bulky",
    department: "waste",
    url: "/gomi/sodai.html",
    updatedAt: "2026-04-01",
    validFrom: "2026-04-01",
    validUntil: "2027-03-31",
    related: ["garbage-carryin"],
    file: "faq/garbage/bulky.md",
  });
});

test("cuts the answer by its headings, each passage word for word", () => {
  const [document] = read(readMarkdown, whole).documents;
  expect(passagesOf(document)).toEqual([
    [undefined, "電話かインターネットで申し込んでください。"],
    ["料金", "1点300円です。"],
    ["料金 ＞ 払い方", "処理券を買って貼ります。"],
    ["準備", "- 受付番号を書きます。"],
  ]);
  expect(document?.chunks.map(({ id, documentId }) => [id, documentId])).toEqual(
    [0, 1, 2, 3].map((n) => [`garbage-bulky#${n}`, "garbage-bulky"]),
  );
});

test("changes the digest of a passage with its words, its heading, the question or an alias, and with nothing else", () => {
  const digests = (text: string) => read(readMarkdown, text).documents[0]!.chunks.map(({ digest }) => digest);
  const before = digests(whole);
  const changed = (from: string, to: string) => {
    expect(whole).toContain(from);
    return digests(whole.replace(from, to)).map((digest, n) => digest !== before[n]);
  };
  expect(changed("300円", "400円")).toEqual([false, true, false, false]);
  expect(changed("## 準備", "## 用意")).toEqual([false, false, false, true]);
  expect(changed("2段ベッド", "二段ベッド")).toEqual([true, true, true, true]);
  expect(changed("粗大ごみはどう", "粗大ごみをどう")).toEqual([true, true, true, true]);
  expect(changed("updated: 2026-04-01", "updated: 2026-05-01")).toEqual([false, false, false, false]);
});

test("takes a title where there is no question", () => {
  expect(read(readMarkdown, "---\nid: a\ntitle: 題名\n---\n答え。").documents[0]?.title).toBe("題名");
});

test("takes a bare number for text", () => {
  expect(read(readMarkdown, "---\nid: 119\nquestion: 火事のときは\n---\n119番へ。").documents[0]?.id).toBe("119");
});

const withFields = (...lines: string[]) => ["---", ...lines, "---", "答え。", ""].join("\n");

test.each([
  ["no front matter", "# 粗大ごみ\n答え。", 1, "囲んだ項目", "1行目に「---」"],
  ["front matter that is never closed", "---\nid: a\nquestion: 問い\n答え。", 1, "囲んだ項目", "もう一度「---」"],
  ["a colon within a value", withFields("id: a", "question: 料金: いくら"), 3, "書き方", '" "'],
  ["a value that starts with an asterisk", withFields("id: a", "question: *重要*"), 3, "書き方", '" "'],
  ["a tab as indentation", withFields("id: a", "question: 問い", "aliases:", "\t- 別の聞き方"), 5, "書き方", "字下げ"],
  ["a field given twice", withFields("id: a", "question: 問い", "id: b"), 4, "書き方", "項目"],
  ["front matter that is a list", withFields("- id", "- question"), 2, "書き方", "「項目: 値」"],
  ["no id", withFields("question: 問い"), 2, "「id」がありません", "id を書いてください"],
  ["an id in Japanese", withFields("question: 問い", "id: 粗大ごみ"), 3, "「id」の値", "半角の英数字"],
  ["an empty id", withFields("id:", "question: 問い"), 2, "「id」がありません", "id を書いてください"],
  ["no question", withFields("id: a", "category: garbage"), 2, "「question」がありません", "質問の形"],
  [
    "aliases on one line",
    withFields("id: a", "question: 問い", "aliases: 別の聞き方"),
    4,
    "「aliases」",
    "「- 」で始まる行",
  ],
  ["an address without a slash", withFields("id: a", "question: 問い", "url: gomi.html"), 4, "「url」", "https://"],
  [
    "a date in Japanese",
    withFields("id: a", "question: 問い", "updated: 令和8年4月1日"),
    4,
    "「updated」",
    "2026-04-01 の形",
  ],
  [
    "a date with one digit",
    withFields("id: a", "question: 問い", "validUntil: 2027-3-31"),
    4,
    "「validUntil」",
    "の形",
  ],
  ["a thirteenth month", withFields("id: a", "question: 問い", "validFrom: 2026-13-01"), 4, "「validFrom」", "の形"],
  ["no answer", "---\nid: a\nquestion: 問い\n---\n\n", 5, "本文がありません", "答えを書いてください"],
])("leaves an entry out for %s, and says where and how to mend it", (_what, text, line, message, mend) => {
  const { entries, problems } = read(readMarkdown, text, "faq/a.md");
  expect(entries).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ file: "faq/a.md", line, severity: "error" });
  expect(problems[0]?.message).toContain(message);
  expect(problems[0]?.mend).toContain(mend);
});

test("takes an entry with a misspelt field all the same, with a warning", () => {
  const { entries, problems } = read(readMarkdown, withFields("id: a", "question: 問い", "departmnet: waste"));
  expect(entries).toHaveLength(1);
  expect(problems).toMatchObject([{ line: 4, severity: "warning" }]);
  expect(problems[0]?.message).toContain("departmnet");
  expect(problems[0]?.mend).toContain("department");
});
