import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { type AnswerEvent, collectAnswer } from "../../server/answering/events.ts";
import { Answer } from "../../server/contract.ts";

const start: AnswerEvent = {
  type: "start",
  id: "answer-1",
  conversationId: "conversation-1",
  language: "ja",
  asOf: "2026-07-15T00:00:00.000Z",
};
const contact = { department: "総務課", phone: "0000-00-0000", hours: "平日 8:30-17:15", open: true };
const citation = (number: number) => ({
  number,
  documentId: "tent",
  title: "町民テント",
  url: "/tent.html",
  quote: `第${number}の文。`,
  updatedAt: "2026-04-01",
});
const statement = (number: number) => ({ text: `第${number}の文。`, citations: [number] });

async function* stream(events: AnswerEvent[], error?: Error): AsyncGenerator<AnswerEvent> {
  yield* events;
  if (error) throw error;
}

test("folds every event into one answer, in the order in which they came", async () => {
  const answer = await collectAnswer(
    stream([
      start,
      { type: "kind", kind: "extracted" },
      { type: "citation", citation: citation(1) },
      { type: "citation", citation: citation(2) },
      { type: "statement", statement: statement(2) },
      { type: "statement", statement: statement(1) },
      { type: "contact", contact },
      { type: "related", related: ["次の質問"] },
      { type: "finish" },
    ]),
  );
  expect(answer).toEqual({
    id: "answer-1",
    conversationId: "conversation-1",
    kind: "extracted",
    statements: [statement(2), statement(1)],
    citations: [citation(1), citation(2)],
    choices: [],
    contact,
    related: ["次の質問"],
    language: "ja",
    asOf: "2026-07-15T00:00:00.000Z",
  });
  expect(Value.Check(Answer, answer)).toBe(true);
});

test("keeps hotlines and choices", async () => {
  const hotlines = [{ name: "よりそいホットライン", phone: "0120-279-338", hours: "24時間" }];
  const choices = [{ label: "町民テント", question: "町民テント" }];
  const answer = await collectAnswer(
    stream([start, { type: "hotlines", hotlines }, { type: "choices", choices }, { type: "finish" }]),
  );
  expect(answer).toMatchObject({ hotlines, choices });
});

test("says of an answer without a kind that it is unavailable", async () => {
  expect((await collectAnswer(stream([start, { type: "finish" }]))).kind).toBe("unavailable");
});

test("throws when the events break off, rather than give half an answer", async () => {
  await expect(collectAnswer(stream([start, { type: "kind", kind: "extracted" }]))).rejects.toThrow("broke off");
  await expect(collectAnswer(stream([]))).rejects.toThrow("broke off");
});

test("hands on the error of what makes the events", async () => {
  await expect(collectAnswer(stream([start], new Error("index gone")))).rejects.toThrow("index gone");
});

test("reads no further than the end", async () => {
  const events: AnswerEvent[] = [start, { type: "finish" }, { type: "kind", kind: "declined" }];
  expect((await collectAnswer(stream(events, new Error("read on")))).kind).toBe("unavailable");
});
