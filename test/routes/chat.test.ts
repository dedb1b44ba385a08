import {
  parseJsonEventStream,
  readUIMessageStream,
  type UIMessage,
  type UIMessageChunk,
  uiMessageChunkSchema,
} from "ai";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Answer, type Kind } from "../../server/contract.ts";
import { type ListeningApp, listeningApp, withRetrieval } from "../listening.ts";
import { ask, content, expectProblem, post } from "./http.ts";

let server: ListeningApp;
beforeAll(async () => {
  server = await listeningApp();
});
afterAll(() => server.close());

const extractedQuestion = "粗大ごみを出すには、どうすればよいですか。";
const questions = {
  extracted: extractedQuestion,
  crisis: "もう死にたい",
  unanswerable: "asdfghjkl",
};

describe("POST /api/chat as JSON", () => {
  test.each(Object.entries(questions))(
    "answers with the kind %s in the shape of the contract",
    async (kind, question) => {
      const answer = await ask(server.origin, question);
      expect([...Value.Errors(Answer, answer)]).toEqual([]);
      expect(answer.kind).toBe(kind);
    },
  );

  test("cites, for every statement, words that stand in the published document", async () => {
    const { documents } = server.cities.get("misaki")!;
    const { statements, citations } = await ask(server.origin, extractedQuestion);
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) {
      const cited = citations.filter(({ number }) => statement.citations.includes(number));
      expect(cited.length).toBe(statement.citations.length);
      for (const { documentId, quote } of cited) {
        expect(documents.get(documentId)!.chunks.some(({ text }) => text.includes(quote))).toBe(true);
        expect(statement.text).toContain(quote);
      }
    }
  });

  test("gives hotlines and a desk, and no statement, to somebody in danger", async () => {
    const answer = await ask(server.origin, questions.crisis);
    expect(answer.hotlines?.map(({ phone }) => phone)).toContain("0120-279-338");
    expect(answer).toMatchObject({ statements: [], citations: [], choices: [], contact: { phone: "0000-22-1111" } });
  });

  test("takes the longest question, counted in characters and not in code units", async () => {
    for (const letter of ["あ", "😀"]) expect((await chat({ question: letter.repeat(500) })).status).toBe(200);
  });

  test("answers in JSON whatever else is accepted", async () => {
    for (const accept of ["*/*", "application/json", "image/png"]) {
      const response = await chat({ question: extractedQuestion }, { accept });
      expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    }
  });

  test("gives the same question the same answer in every conversation", async () => {
    const fresh = await ask(server.origin, extractedQuestion);
    const other = await ask(server.origin, "保育所の延長保育の時間と料金を教えてください。");
    const later = await ask(server.origin, extractedQuestion, { conversationId: other.conversationId });
    expect(later.conversationId).toBe(other.conversationId);
    expect(content(later)).toEqual(content(fresh));
    expect(content(await ask(server.origin, extractedQuestion))).toEqual(content(fresh));
  });

  test("answers many at once as it answers one", async () => {
    const one = content(await ask(server.origin, extractedQuestion));
    const many = await Promise.all(Array.from({ length: 50 }, () => ask(server.origin, extractedQuestion)));
    expect(new Set(many.map(({ id }) => id)).size).toBe(many.length);
    for (const each of many) expect(content(each)).toEqual(one);
  });
});

describe("POST /api/chat as an event stream", () => {
  test("has the headers of the AI SDK's UI message stream, and none that lets a proxy hold it back", async () => {
    const response = await stream(extractedQuestion);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-vercel-ai-ui-message-stream": "v1",
      "x-accel-buffering": "no",
    });
    await response.body?.cancel();
  });

  test("sends start first, finish and [DONE] last, and each statement after its citations", async () => {
    const events = (await (await stream(extractedQuestion)).text()).split("\n\n");
    expect(events.splice(-2)).toEqual(["data: [DONE]", ""]);
    const parts = events.map(
      (event) => JSON.parse(event.replace(/^data: /, "")) as UIMessageChunk & { data?: unknown },
    );
    expect(parts[0]?.type).toBe("start");
    expect(parts.at(-1)?.type).toBe("finish");
    const cited = new Set<number>();
    for (const { type, data } of parts) {
      if (type === "data-citation") cited.add((data as { number: number }).number);
      if (type !== "data-statement") continue;
      for (const number of (data as { citations: number[] }).citations) expect(cited).toContain(number);
    }
  });

  test.each(Object.values({ ...questions, vague: "保険" }))(
    "says of 「%s」 through the AI SDK's own reader what the JSON answer says",
    async (question) => {
      const json = content(await ask(server.origin, question));
      const message = await readMessage(await stream(question));
      expect(fromUiMessage(message)).toEqual(json);
    },
  );

  test("names itself and its conversation, so that a front end can go on", async () => {
    const conversationId = crypto.randomUUID();
    const message = await readMessage(await stream(extractedQuestion, conversationId));
    expect(message).toMatchObject({ role: "assistant", metadata: { conversationId, language: "ja" } });
    const turns = await server.storage.conversations.recent("misaki", conversationId, 9);
    expect(turns.map(({ id }) => id)).toEqual([message.id]);
  });

  test("answers bad input with an ordinary error, not with a stream", async () => {
    const response = await chat({ question: "" }, { accept: "text/event-stream" });
    await expectProblem(response, 400, "invalid_request");
  });

  test("goes on when the reader of another stream hangs up", async () => {
    const controller = new AbortController();
    await fetch(`${server.origin}/api/chat`, { ...streamRequest(extractedQuestion), signal: controller.signal });
    controller.abort();
    expect((await readMessage(await stream(extractedQuestion))).parts.length).toBeGreaterThan(0);
  });
});

describe("a conversation", () => {
  test("answers a follow-up about the document of the answer before", async () => {
    const first = await ask(server.origin, "子どもが生まれたとき、児童手当はどのように申請しますか。");
    expect(documentIds(first)).toEqual(["childcare-jt-apply"]);
    const second = await ask(server.origin, "それはいつまで？", { conversationId: first.conversationId });
    expect(documentIds(second)).toEqual(["childcare-jt-apply"]);
    expect(second.statements.map(({ text }) => text).join()).toContain("15日以内");
  });

  test("answers a follow-up to a question in everyday words", async () => {
    const first = await ask(server.origin, "児童手当の申請方法を教えて");
    expect(first.kind).toBe("extracted");
    const second = await ask(server.origin, "それはいつまで？", { conversationId: first.conversationId });
    expect(documentIds(second)).toEqual(documentIds(first));
  });

  test("knows nothing of other conversations", async () => {
    const alone = content(await ask(server.origin, "それはいくら？"));
    await ask(server.origin, extractedQuestion);
    const conversationId = crypto.randomUUID();
    const answer = await ask(server.origin, "それはいくら？", { conversationId });
    expect(content(answer)).toEqual(alone);
    expect(answer.citations).toEqual([]);
  });

  test("keeps the question with personal data masked", async () => {
    const { conversationId } = await ask(server.origin, "私は山田花子です。電話は090-1234-5678、粗大ごみの出し方は？");
    const [turn] = await server.storage.conversations.recent("misaki", conversationId, 1);
    expect(turn?.question).toContain("粗大ごみ");
    expect(turn?.question).not.toMatch(/山田|花子|1234|5678/);
  });
});

describe("when a part fails", () => {
  test("answers although the question cannot be recorded, and counts it", async () => {
    const append = () => Promise.reject(new Error("attempt to write a readonly database"));
    const failing = await listeningApp({ replace: { conversations: (real) => ({ ...real, append }) } });
    expect(content(await ask(failing.origin, extractedQuestion))).toEqual(
      content(await ask(server.origin, extractedQuestion)),
    );
    const message = await readMessage(await fetch(`${failing.origin}/api/chat`, streamRequest(extractedQuestion)));
    expect(message.metadata).toMatchObject({ kind: "extracted" });
    const metrics = await (await fetch(`${failing.origin}/metrics`)).text();
    expect(metrics).toContain("madoguchi_record_failures_total 2");
    await failing.close();
  });

  test("answers although the conversation so far cannot be read", async () => {
    const recent = () => Promise.reject(new Error("disk I/O error"));
    const failing = await listeningApp({ replace: { conversations: (real) => ({ ...real, recent }) } });
    const answer = await ask(failing.origin, extractedQuestion, { conversationId: crypto.randomUUID() });
    expect(answer.kind).toBe("extracted");
    await failing.close();
  });

  test("says in the error shape that it failed, and nothing of why, when retrieval fails", async () => {
    const fails = () => Promise.reject(new Error("secret of the retriever"));
    const failing = await listeningApp({ replace: { cities: (real) => withRetrieval(real, fails) } });
    const response = await post(`${failing.origin}/api/chat`, { city: "misaki", question: extractedQuestion });
    const error = await expectProblem(response, 500, "internal_error");
    expect(error.message).not.toContain("secret");
    const streamed = await (await fetch(`${failing.origin}/api/chat`, streamRequest(extractedQuestion))).text();
    expect(streamed).toContain('"type":"error"');
    expect(streamed).not.toMatch(/"finish"|DONE|secret/);
    await failing.close();
  });
});

function chat(body: object, headers: Record<string, string> = {}): Promise<Response> {
  return post(`${server.origin}/api/chat`, { city: "misaki", ...body }, headers);
}

function streamRequest(question: string, conversationId?: string): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ city: "misaki", question, ...(conversationId && { conversationId }) }),
  };
}

async function stream(question: string, conversationId?: string): Promise<Response> {
  const response = await fetch(`${server.origin}/api/chat`, streamRequest(question, conversationId));
  expect(response.status).toBe(200);
  return response;
}

/** Reads a stream as a `useChat` front end does; throws on any part that the AI SDK does not know. */
async function readMessage(response: Response): Promise<UIMessage> {
  const parsed = parseJsonEventStream({ stream: response.body!, schema: uiMessageChunkSchema });
  const chunks = parsed.pipeThrough(
    new TransformStream({
      transform(result, controller) {
        if (!result.success) throw result.error;
        controller.enqueue(result.value);
      },
    }),
  );
  let last: UIMessage | undefined;
  for await (const message of readUIMessageStream({ stream: chunks, terminateOnError: true })) last = message;
  return last!;
}

/** Puts an answer together again from the parts of a UI message. */
function fromUiMessage({ parts, metadata }: UIMessage): ReturnType<typeof content> {
  const { language, asOf, kind } = metadata as { language: string; asOf: string; kind: Kind };
  const data = <T>(name: string) =>
    parts.flatMap((part) => (part.type === `data-${name}` && "data" in part ? [part.data as T] : []));
  const texts = parts.flatMap((part) => (part.type === "text" ? [part.text] : []));
  const citations = data<Answer["citations"][number]>("citation");
  const sources = parts.flatMap((part) => (part.type === "source-url" ? [{ url: part.url, title: part.title }] : []));
  expect(sources).toEqual(citations.map(({ url, title }) => ({ url, title })));
  expect(data<{ kind: Kind }>("kind")).toEqual([{ kind }]);
  const statements = data<{ citations: number[] }>("statement").map((one, i) => ({ text: texts[i]!, ...one }));
  const [contact] = data<NonNullable<Answer["contact"]>>("contact");
  const [hotlines] = data<NonNullable<Answer["hotlines"]>>("hotlines");
  return {
    kind,
    statements,
    citations,
    choices: data<Answer["choices"]>("choices").flat(),
    ...(contact && { contact }),
    ...(hotlines && { hotlines }),
    related: data<Answer["related"]>("related").flat(),
    language,
    asOf,
  };
}

function documentIds({ citations }: Answer): string[] {
  return [...new Set(citations.map(({ documentId }) => documentId))];
}
