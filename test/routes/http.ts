import { connect } from "node:net";
import { expect } from "vitest";
import type { Answer, ErrorReply } from "../../server/contract.ts";

/** POSTs a body: a value as JSON, text and bytes as they are. */
export function post(address: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const raw = typeof body === "string" || body instanceof Uint8Array;
  return fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: raw ? (body as string) : JSON.stringify(body),
  });
}

/** Asks a question over JSON; of misaki unless another city is named. */
export async function ask(
  origin: string,
  question: string,
  more: { city?: string; conversationId?: string } = {},
): Promise<Answer> {
  const response = await post(`${origin}/api/chat`, { city: "misaki", question, ...more });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

/** What an answer says, without the names that every answer has of its own. */
export function content({ id, conversationId, ...rest }: Answer): Omit<Answer, "id" | "conversationId"> {
  return rest;
}

/** Expects the one error shape, and nothing in it beyond code, message and request id. */
export async function expectProblem(response: Response, status: number, code: string): Promise<ErrorReply["error"]> {
  const body = await response.text();
  expect({ status: response.status, type: response.headers.get("content-type"), body }).toEqual({
    status,
    type: "application/json; charset=utf-8",
    body: expect.stringMatching(/^\{"error":/),
  });
  const reply = JSON.parse(body) as ErrorReply;
  expect(reply).toEqual({
    error: { code, message: expect.stringMatching(/\S/), requestId: expect.stringMatching(/\S/) },
  });
  expect(body).not.toMatch(/node_modules|\bat .*:\d+:\d+|FST_|ECONN|SQLITE/);
  return reply.error;
}

/** Sends bytes that no HTTP client would send; the reply as text, once the server has closed the connection. */
export function sendRaw(origin: string, bytes: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("utf8")));
    socket.on("error", reject);
  });
}

/** A raw reply as fetch would give it. */
export function toResponse(raw: string): Response {
  const [head = "", body = ""] = raw.split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line) => line.split(/:\s*(.*)/s).slice(0, 2) as [string, string]);
  return new Response(body, { status: Number(statusLine.split(" ")[1]), headers });
}
