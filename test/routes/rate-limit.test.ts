import { expect, onTestFinished, test } from "vitest";
import type { Config } from "../../server/config.ts";
import { kosato, listeningApp } from "../listening.ts";
import { expectProblem, post } from "./http.ts";

const question = { city: "kosato", question: kosato.question };

test("refuses more questions than allowed in the one error shape, and says when to come back", async () => {
  const origin = await limitedTo(2);
  const statuses = [];
  for (let i = 0; i < 2; i++) statuses.push((await post(`${origin}/api/chat`, question)).status);
  expect(statuses).toEqual([200, 200]);
  for (const accept of ["application/json", "text/event-stream"]) {
    const refused = await post(`${origin}/api/chat`, question, { accept });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    await expectProblem(refused, 429, "rate_limited");
  }
});

test("counts refused questions too, so that nobody may guess for free", async () => {
  const origin = await limitedTo(1);
  await expectProblem(await post(`${origin}/api/chat`, { question: 1 }), 400, "invalid_request");
  await expectProblem(await post(`${origin}/api/chat`, question), 429, "rate_limited");
});

test("limits feedback and suggestions as well, each by itself", async () => {
  const origin = await limitedTo(1);
  const feedback = { city: "kosato", answerId: "answer-1", rating: "helpful" };
  expect((await post(`${origin}/api/chat`, question)).status).toBe(200);
  expect((await post(`${origin}/api/feedback`, feedback)).status).toBe(204);
  await expectProblem(await post(`${origin}/api/feedback`, feedback), 429, "rate_limited");
  const suggest = () => fetch(`${origin}/api/suggest?city=kosato&q=a`);
  for (let i = 0; i < 10; i++) expect((await suggest()).status).toBe(200);
  await expectProblem(await suggest(), 429, "rate_limited");
});

test("never limits health checks", async () => {
  const origin = await limitedTo(1);
  for (let i = 0; i < 20; i++) expect((await fetch(`${origin}/healthz`)).status).toBe(200);
});

test("believes the address that a trusted proxy names", async () => {
  const origin = await limitedTo(1, { trustedProxies: ["127.0.0.1"] });
  expect((await from(origin, "192.0.2.1")).status).toBe(200);
  expect((await from(origin, "192.0.2.2")).status).toBe(200);
  expect((await from(origin, "192.0.2.1")).status).toBe(429);
});

test("does not believe the address that anybody else names", async () => {
  const origin = await limitedTo(1);
  expect((await from(origin, "192.0.2.1")).status).toBe(200);
  expect((await from(origin, "192.0.2.2")).status).toBe(429);
});

async function limitedTo(rateLimitPerMinute: number, config: Partial<Config> = {}): Promise<string> {
  const { origin, close } = await listeningApp({ folders: [kosato.folder], config: { rateLimitPerMinute, ...config } });
  onTestFinished(close);
  return origin;
}

function from(origin: string, address: string): Promise<Response> {
  return post(`${origin}/api/chat`, question, { "x-forwarded-for": address });
}
