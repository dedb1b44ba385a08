import { Readable } from "node:stream";
import { type AskDependencies, ask } from "../answering/ask.ts";
import { collectAnswer } from "../answering/events.ts";
import type { RouteDependencies } from "../app.ts";
import { Answer, AskRequest, ErrorReply } from "../contract.ts";
import { type App, requireCity } from "./route.ts";
import { encodeUiMessageStream, uiMessageStreamHeaders } from "./ui-message-stream.ts";

/** POST /api/chat: one question, answered as an event stream or as one JSON reply. */
export function chatRoutes(app: App, { cities, config, metrics, ...rest }: RouteDependencies): void {
  const schema = { body: AskRequest, response: { 200: Answer, "4xx": ErrorReply, "5xx": ErrorReply } };
  const limit = { rateLimit: { max: config.rateLimitPerMinute, timeWindow: "1 minute" } };

  app.post("/api/chat", { schema, config: limit }, async (request, reply) => {
    const city = requireCity(cities, request.body.city);
    const dependencies: AskDependencies = {
      ...rest,
      city,
      onRecordFailure: (error) => {
        metrics.recordFailures.inc();
        request.log.error({ err: error }, "a question could not be recorded");
      },
    };
    const events = counted(ask(request.body, dependencies), (kind) =>
      metrics.answers.inc({ city: city.profile.id, kind }),
    );
    if (!request.headers.accept?.includes("text/event-stream")) return collectAnswer(events);
    const stream = Readable.from(encodeUiMessageStream(events, request.log));
    return reply
      .headers(uiMessageStreamHeaders)
      .serializer(String)
      .send(stream as never);
  });
}

async function* counted(events: ReturnType<typeof ask>, count: (kind: string) => void): ReturnType<typeof ask> {
  for await (const event of events) {
    if (event.type === "kind") count(event.kind);
    yield event;
  }
}
