import type { AskRequest, CityProfile, FeedbackRequest, Suggestions } from "../server/contract.ts";
import { emptyAnswer, fold, type PartialAnswer, type StreamPart } from "./answer-stream.ts";
import { RequestFailure } from "./failure.ts";
import { send, watchSilence } from "./request.ts";
import { readEvents } from "./server-sent-events.ts";

export type Api = ReturnType<typeof createApi>;

/** Everything the widget says to the server, for one city. Each function throws RequestFailure. */
export function createApi(base: string, city: string) {
  const post = (path: string, body: object, init: RequestInit = {}) =>
    send(base + path, {
      ...init,
      method: "POST",
      headers: { "content-type": "application/json", ...init.headers },
      body: JSON.stringify(body),
    });

  return {
    async profile(): Promise<CityProfile> {
      return (await send(`${base}/api/cities/${encodeURIComponent(city)}`)).json();
    },

    async suggest(text: string, signal: AbortSignal): Promise<string[]> {
      const query = new URLSearchParams({ city, q: text });
      const reply: Suggestions = await (await send(`${base}/api/suggest?${query}`, { signal })).json();
      return reply.suggestions;
    },

    async sendFeedback(feedback: Omit<FeedbackRequest, "city">): Promise<void> {
      await post("/api/feedback", { ...feedback, city } satisfies FeedbackRequest);
    },

    /** Calls onUpdate with the answer so far; resolves only when the server said it is finished. */
    async ask(
      question: string,
      conversationId: string | undefined,
      signal: AbortSignal,
      onUpdate: (answer: PartialAnswer) => void,
    ): Promise<void> {
      const request: AskRequest = { city, question, language: "ja", ...(conversationId && { conversationId }) };
      const connection = watchSilence(signal);
      try {
        const headers = { accept: "text/event-stream" };
        const response = await post("/api/chat", request, { headers, signal: connection.signal });
        await readAnswer(response, connection.heard, onUpdate);
      } catch (error) {
        if (signal.aborted) throw new RequestFailure("stopped");
        throw error instanceof RequestFailure ? error : new RequestFailure("broken");
      } finally {
        connection.end();
      }
    },
  };
}

async function readAnswer(response: Response, heard: () => void, onUpdate: (answer: PartialAnswer) => void) {
  if (!response.body) throw new RequestFailure("broken");
  let answer = emptyAnswer;
  for await (const data of readEvents(response.body, heard)) {
    if (data === "[DONE]") break;
    const part = JSON.parse(data) as StreamPart;
    if (part.type === "error") throw new RequestFailure("server");
    answer = fold(answer, part);
    onUpdate(answer);
    if (part.type === "finish") return;
  }
  throw new RequestFailure("broken");
}
