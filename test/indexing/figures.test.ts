import { expect, test } from "vitest";
import type { Entry } from "../../server/indexing/entry.ts";
import { checkFigures, placeToDocument } from "../../server/indexing/figures.ts";
import type { Problem } from "../../server/indexing/problem.ts";
import { readMarkdown } from "../../server/indexing/readers/markdown.ts";
import { readOrdinance } from "../../server/indexing/readers/ordinance.ts";

const rule =
  "---\nid: rule\ntitle: 規則\n---\n第1条　額は、1点300円とする。\n2　7日以内に納める。\n第2条　別に定める。\n";
const declared = `# 粗大ごみ
- { id: bulky-fee, label: 粗大ごみの手数料, value: 300円, source: "rule#第1条第1項" }
- { id: bulky-deadline, label: 納める期限, value: 7日以内, source: "rule#第1条第2項" }
- { id: law-deadline, label: 届出の期限, value: 14日以内, law: 住民基本台帳法 }
`;
const faq = (answer: string, figures: string[]) =>
  `---\nid: a\nquestion: 問い\nfigures: [${figures}]\n---\n${answer}\n`;

function check(answer: string, figures: string[], { yaml = declared } = {}): Problem[] {
  const problems: Problem[] = [];
  const report = (problem: Problem) => problems.push(problem);
  const entries: Entry[] = [
    ...readOrdinance({ path: "ordinances/rule.txt", text: rule }, report),
    ...readMarkdown({ path: "faq/a.md", text: faq(answer, figures) }, report),
  ];
  checkFigures([{ path: "figures/garbage.yaml", text: yaml }], entries, report);
  return problems;
}

test("is content when the answer, the declared figure and the ordinance agree", () => {
  expect(check("1点300円です。7日以内に納めます。", ["bulky-fee", "bulky-deadline"])).toEqual([]);
  expect(check("14日以内に届け出ます。", ["law-deadline"])).toEqual([]);
  expect(check("金額のない答えです。", [])).toEqual([]);
});

test("finds a fee that was changed in the figures and forgotten in the answer and the ordinance", () => {
  const problems = check("1点300円です。", ["bulky-fee"], { yaml: declared.replace("300円", "400円") });
  expect(problems.map(({ file, line, severity }) => [file, line, severity])).toEqual([
    ["figures/garbage.yaml", 2, "warning"],
    ["faq/a.md", 2, "warning"],
    ["faq/a.md", 2, "warning"],
  ]);
  expect(problems[0]?.message).toBe("「粗大ごみの手数料」の400円が、根拠のrule#第1条第1項に書かれていません");
  expect(problems[1]?.message).toContain("400円のはず");
  expect(problems[2]?.message).toBe("本文の「300円」が figures にありません");
});

test.each(["1,500円", "14日以内", "2週間以内", "3か月以内", "1年以内", "10日前まで"])(
  "asks for %s in an answer to be declared",
  (figure) => {
    const problems = check(`これは${figure}です。`, []);
    expect(problems.map(({ message }) => message)).toEqual([`本文の「${figure}」が figures にありません`]);
  },
);

test("reports a figure that an entry names and nobody declared", () => {
  expect(check("答え。", ["no-such"])).toMatchObject([
    { file: "faq/a.md", severity: "warning", message: "figures の「no-such」が見つかりません" },
  ]);
});

test("reports a legal ground that is not in the corpus", () => {
  const yaml = `- { id: x, label: 手数料, value: 300円, source: "rule#第9条" }\n`;
  expect(check("答え。", [], { yaml })).toMatchObject([
    { file: "figures/garbage.yaml", line: 1, message: "「手数料」の根拠rule#第9条が見つかりません" },
  ]);
});

test.each([
  ["a map", "id: x\nlabel: y\n", 1],
  ["broken YAML", "- { id: x, label: y\n- { id: z }\n", 2],
  ["an alias to nothing", "- id: x\n  label: *y\n", 2],
  ["nothing", "# まだありません\n", 1],
])("reports a list of figures that is %s, with its line", (_what, yaml, line) => {
  expect(check("答え。", [], { yaml })).toMatchObject([
    { file: "figures/garbage.yaml", line, severity: "warning", message: "金額・期限の一覧として読めません" },
  ]);
});

test("bears numbers and lists where words are expected", () => {
  const yaml = "- { id: 1, label: 2, value: 300, source: [rule] }\n- { id: free, label: 無料 }\n";
  expect(check("答え。", [], { yaml })).toMatchObject([{ line: 1, severity: "warning" }]);
});

test("finds the document in which a paragraph or an item stands", () => {
  expect(placeToDocument("rule#第9条第2項第3号")).toBe("rule#第9条");
  expect(placeToDocument("rule#第9条の2第1項")).toBe("rule#第9条の2");
  expect(placeToDocument("rule#別表第1")).toBe("rule#別表第1");
});
