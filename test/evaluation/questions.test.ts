import { join } from "node:path";
import { expect, test } from "vitest";
import { checkQuestions, readOutOfScope, readQuestions } from "../../scripts/evaluation/questions.ts";
import { temporaryFolder, writeFiles } from "../helper.ts";

async function fileOf(text: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFiles(folder, { "set.jsonl": text });
  return join(folder, "set.jsonl");
}

test("reads questions from several files, past a byte order mark, Windows line ends and empty lines", async () => {
  const first = await fileOf('\uFEFF{"id":"1","query":"ごみの日は","relevant":{"a":2,"b":0}}\r\n\r\n');
  const second = await fileOf('{"query":"住民票は","relevant":{"b":1}}');
  expect(await readQuestions([first, second])).toEqual([
    { id: "1", query: "ごみの日は", relevant: { a: 2, b: 0 } },
    { id: "line-1", query: "住民票は", relevant: { b: 1 } },
  ]);
});

test("reads questions out of scope, which need no id", async () => {
  expect(await readOutOfScope([await fileOf('{"query":"今日の天気は"}\n{"id":7,"query":"月まで何キロ"}\n')])).toEqual([
    { id: "line-1", query: "今日の天気は" },
    { id: "7", query: "月まで何キロ" },
  ]);
});

test("names the file and the line of everything that is wrong at once", async () => {
  const wrong = [
    '{"id":"1","query":"よい行","relevant":{"a":2}}',
    '{"query":',
    "[]",
    '{"id":"3","query":" ","relevant":{}}',
    '{"id":"4","query":"だれ"}',
    '{"id":"5","query":"だれ","relevant":{"a":"2"}}',
    '{"id":["6"],"query":"だれ","relevant":{"a":2}}',
  ];
  const path = await fileOf(wrong.join("\n"));
  const message = await readQuestions([path]).catch((error: Error) => error.message);
  const lines = String(message).split("\n");
  expect(lines.map((line) => line.slice(0, line.indexOf(" ")))).toEqual([2, 3, 4, 5, 6, 7].map((n) => `${path}:${n}`));
  for (const line of lines) expect(line).toMatch(/[ぁ-ん].* \/ [a-z]/);
});

test("says which file cannot be read", async () => {
  await expect(readQuestions(["/nowhere/set.jsonl"])).rejects.toThrow(/\/nowhere\/set\.jsonl ファイルを読めません/);
});

test("warns of documents that the corpus does not have, and of questions without a relevant one", () => {
  const known = { id: "1", query: "一", relevant: { a: 2, gone: 1 } };
  const empty = { id: "2", query: "二", relevant: { a: 0 } };
  const { questions, warnings } = checkQuestions([known, empty], new Set(["a"]));
  expect(questions).toEqual([known]);
  expect(warnings).toEqual([expect.stringMatching(/^1: 「gone」/), expect.stringMatching(/^2: /)]);
});
