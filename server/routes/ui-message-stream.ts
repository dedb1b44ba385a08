import type { FastifyBaseLogger } from "fastify";
import type { AnswerEvent } from "../answering/events.ts";

/** The AI SDK's UI message stream: server-sent events of JSON parts, so that any `useChat` front end can read it. */
export const uiMessageStreamHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-vercel-ai-ui-message-stream": "v1",
  // Without it nginx collects the whole answer before it passes anything on.
  "x-accel-buffering": "no",
};

/** Encodes events; a stream that fails ends with an `error` part and without `finish`. */
export async function* encodeUiMessageStream(
  events: AsyncIterable<AnswerEvent>,
  log: FastifyBaseLogger,
): AsyncGenerator<string> {
  let statements = 0;
  let kind = "unavailable";
  try {
    for await (const event of events) {
      if (event.type === "kind") kind = event.kind;
      if (event.type === "statement") statements++;
      const parts =
        event.type === "finish" ? [{ type: "finish", messageMetadata: { kind } }] : toParts(event, `s${statements}`);
      yield parts.map(encode).join("");
    }
    yield "data: [DONE]\n\n";
  } catch (error) {
    log.error({ err: error }, "an answer broke off");
    yield encode({ type: "error", errorText: "internal_error" });
  }
}

const encode = (part: object) => `data: ${JSON.stringify(part)}\n\n`;

function toParts(event: Exclude<AnswerEvent, { type: "finish" }>, statementId: string): object[] {
  switch (event.type) {
    case "start": {
      const { id, conversationId, language, asOf } = event;
      return [{ type: "start", messageId: id, messageMetadata: { conversationId, language, asOf } }];
    }
    case "kind":
      return [{ type: "data-kind", data: { kind: event.kind } }];
    case "citation": {
      const { number, url, title } = event.citation;
      const id = `c${number}`;
      return [
        { type: "source-url", sourceId: id, url, title },
        { type: "data-citation", id, data: event.citation },
      ];
    }
    case "statement": {
      const { text, citations } = event.statement;
      return [
        { type: "text-start", id: statementId },
        { type: "text-delta", id: statementId, delta: text },
        { type: "text-end", id: statementId },
        { type: "data-statement", id: statementId, data: { citations } },
      ];
    }
    case "choices":
      return [{ type: "data-choices", data: event.choices }];
    case "contact":
      return [{ type: "data-contact", data: event.contact }];
    case "hotlines":
      return [{ type: "data-hotlines", data: event.hotlines }];
    case "related":
      return [{ type: "data-related", data: event.related }];
  }
}
