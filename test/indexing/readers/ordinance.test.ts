import { expect, test } from "vitest";
import { readOrdinance } from "../../../server/indexing/readers/ordinance.ts";
import { passagesOf, read } from "../read.ts";

const head = "---\nid: rule\ntitle: ごみ規則\ndepartment: waste\nurl: /reiki/rule.html\nupdated: 2026-04-01\n---\n";
const rule = `${head}第1章　総則
（趣旨）
第1条　この規則は、必要な事項を定める。
（定義）
第2条　次の各号に定めるところによる。
(1)　資源　再生できる物（びんを含む。）
(2)　粗大ごみ　大きい物をいう。
2　前項のほか、条例の例による。
3　次の物を除く。
(1)　危険物（市長が定めるものに限る。）
第2章　手数料
（手数料）
第2条の2　手数料は、別表第1による。
第３条　全角の数字でも条である。
　　　附　則
（施行期日）
1　この規則は、令和8年4月1日から施行する。
　　　附　則（令和8年12月1日規則第3号）
第1条　この規則は、公布の日から施行する。

別表第1（第2条の2関係）

| 区分 | 額 |
| --- | --- |
| 大 | 300円 |

様式第2号
（表面）
申込書
`;

const byId = () => new Map(read(readOrdinance, rule, "ordinances/rule.txt").documents.map((one) => [one.id, one]));

test("makes a document of each article, supplementary provision, annexed table and form", () => {
  expect(read(readOrdinance, rule).problems).toEqual([]);
  expect([...byId()].map(([id, { title }]) => [id, title])).toEqual([
    ["rule#第1条", "ごみ規則 第1条（趣旨）"],
    ["rule#第2条", "ごみ規則 第2条（定義）"],
    ["rule#第2条の2", "ごみ規則 第2条の2（手数料）"],
    ["rule#第3条", "ごみ規則 第3条"],
    ["rule#附則", "ごみ規則 附則"],
    ["rule#附則（2）", "ごみ規則 附則（2）"],
    ["rule#別表第1", "ごみ規則 別表第1"],
    ["rule#様式第2号", "ごみ規則 様式第2号"],
  ]);
});

test("gives each document the fields of the ordinance and an address of its own", () => {
  for (const [id, document] of byId()) {
    expect(document).toMatchObject({ kind: "article", department: "waste", updatedAt: "2026-04-01" });
    expect(document.url).toBe(`/reiki/rule.html#${id.split("#")[1]}`);
    for (const [n, chunk] of document.chunks.entries())
      expect(chunk).toMatchObject({ id: `${id}#${n}`, documentId: id });
  }
});

test("makes a passage of each paragraph, its items with it", () => {
  expect(passagesOf(byId().get("rule#第2条"))).toEqual([
    [
      "第2条第1項",
      "第2条　次の各号に定めるところによる。\n(1)　資源　再生できる物（びんを含む。）\n(2)　粗大ごみ　大きい物をいう。",
    ],
    ["第2条第2項", "2　前項のほか、条例の例による。"],
    ["第2条第3項", "3　次の物を除く。\n(1)　危険物（市長が定めるものに限る。）"],
  ]);
  expect(passagesOf(byId().get("rule#第1条"))).toEqual([["第1条", "第1条　この規則は、必要な事項を定める。"]]);
});

test("keeps captions and articles of supplementary provisions in their text", () => {
  const text = (id: string) =>
    passagesOf(byId().get(id))
      .map(([, words]) => words)
      .join("\n");
  expect(text("rule#附則")).toContain("（施行期日）");
  expect(text("rule#附則（2）")).toContain("第1条　この規則は、公布の日から施行する。");
});

test("keeps an annexed table whole, under its own name", () => {
  expect(passagesOf(byId().get("rule#別表第1"))).toEqual([["別表第1", "| 区分 | 額 |\n| --- | --- |\n| 大 | 300円 |"]]);
});

test("tells the line on which an article stands", () => {
  const lines = rule.split("\n");
  for (const { document, line } of read(readOrdinance, rule).entries) {
    const name = document.id.split("#")[1]!;
    if (name.startsWith("第")) expect(lines[line - 1]?.normalize("NFKC").startsWith(`${name} `)).toBe(true);
  }
});

test("cuts a long paragraph before an item, and names the item", () => {
  const items = Array.from({ length: 20 }, (_, n) => `(${n + 1})　${"あ".repeat(80)}`);
  const [document] = read(readOrdinance, `${head}第1条　次のとおりとする。\n${items.join("\n")}\n`).documents;
  const passages = passagesOf(document);
  expect(passages.length).toBeGreaterThan(1);
  expect(passages.map(([, text]) => text).join("\n")).toBe(`第1条　次のとおりとする。\n${items.join("\n")}`);
  for (const [place, text] of passages.slice(1)) expect(place).toBe(`第1条第${/^\((\d+)\)/.exec(text)?.[1]}号`);
});

test("gives supplementary provisions on both sides of a table different ids", () => {
  const text = `${head}第1条　本則。\n附則\n施行する。\n別表\n表の中。\n附則\n改める。\n`;
  expect(read(readOrdinance, text).documents.map(({ id }) => id)).toEqual([
    "rule#第1条",
    "rule#附則",
    "rule#別表",
    "rule#附則（2）",
  ]);
});

test.each([
  ["no title", "---\nid: rule\n---\n第1条　本則。\n", 2, "「title」がありません", "title に書いてください"],
  ["no article", `${head}本則のない文。\n`, 8, "「第1条　…」の形の条文が見つかりません", "全角の空白"],
  [
    "no space behind the number",
    `${head}第1条この規則は。\n`,
    8,
    "「第1条　…」の形の条文が見つかりません",
    "全角の空白",
  ],
  ["no front matter", "第1条　本則。\n", 1, "項目", "---"],
])("reports an ordinance with %s", (_what, text, line, message, mend) => {
  const { entries, problems } = read(readOrdinance, text, "ordinances/a.txt");
  expect(entries).toEqual([]);
  expect(problems).toMatchObject([{ file: "ordinances/a.txt", line, severity: "error" }]);
  expect(problems[0]?.message).toContain(message);
  expect(problems[0]?.mend).toContain(mend);
});
