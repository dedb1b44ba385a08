import type { FastifyBaseLogger } from "fastify";
import { expect, test } from "vitest";
import type { AnswerEvent } from "../../server/answering/events.ts";
import { encodeUiMessageStream } from "../../server/routes/ui-message-stream.ts";

test("ends an answer that breaks off with an error part, without finish and without a word of why", async () => {
  const logged: unknown[] = [];
  const log = { error: (...given: unknown[]) => logged.push(given) } as unknown as FastifyBaseLogger;
  let sent = "";
  for await (const part of encodeUiMessageStream(breakingOff(), log)) sent += part;
  expect(sent).toContain('"type":"text-delta"');
  expect(sent.trimEnd().split("\n\n").at(-1)).toBe('data: {"type":"error","errorText":"internal_error"}');
  expect(sent).not.toMatch(/finish|DONE|secret/);
  expect(logged).toHaveLength(1);
});

test("keeps line breaks within one event", async () => {
  const log = {} as FastifyBaseLogger;
  let sent = "";
  for await (const part of encodeUiMessageStream(onlyStatement("一行目\n\n二行目\r\ndata: [DONE]"), log)) sent += part;
  expect(sent.split("\n").filter((line) => line === "data: [DONE]")).toHaveLength(1);
});

async function* breakingOff(): AsyncGenerator<AnswerEvent> {
  yield* onlyStatement("はじめ", false);
  throw new Error("secret");
}

async function* onlyStatement(text: string, finished = true): AsyncGenerator<AnswerEvent> {
  yield { type: "kind", kind: "extracted" };
  yield { type: "statement", statement: { text, citations: [1] } };
  if (finished) yield { type: "finish" };
}
