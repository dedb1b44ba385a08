import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kosato, type ListeningApp, listeningApp } from "../listening.ts";
import { ask, expectProblem, post } from "./http.ts";

describe("a server without any city", () => {
  let server: ListeningApp;
  beforeAll(async () => {
    server = await listeningApp({ folders: [] });
  });
  afterAll(() => server.close());

  test("lives, but is not ready", async () => {
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
    await expectProblem(await fetch(`${server.origin}/readyz`), 503, "unavailable");
  });

  test("says that the city is unknown", async () => {
    const response = await post(`${server.origin}/api/chat`, { city: "misaki", question: "粗大ごみ" });
    await expectProblem(response, 404, "unknown_city");
  });
});

describe("a server with a city", () => {
  let server: ListeningApp;
  beforeAll(async () => {
    server = await listeningApp({ folders: [kosato.folder] });
  });
  afterAll(() => server.close());

  test("is ready, and says with how many documents", async () => {
    expect(await (await fetch(`${server.origin}/healthz`)).json()).toEqual({ status: "ok" });
    const documents = server.cities.get("kosato")!.documents.size;
    expect(await (await fetch(`${server.origin}/readyz`)).json()).toEqual({
      status: "ready",
      cities: [{ id: "kosato", documents }],
    });
  });

  test("counts answers by outcome and times requests by route, in Prometheus's format", async () => {
    await ask(server.origin, kosato.question, { city: "kosato" });
    await fetch(`${server.origin}/api/suggest?city=kosato&q=himitsu`);
    await fetch(`${server.origin}/himitsu`);
    const response = await fetch(`${server.origin}/metrics`);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=/);
    const metrics = await response.text();
    expect(metrics).toContain('madoguchi_answers_total{city="kosato",kind="extracted"} 1');
    expect(metrics).toMatch(/^madoguchi_documents\{city="kosato"\} 1$/m);
    expect(metrics).toMatch(/_duration_seconds_count\{route="\/api\/chat",status="200"\} 1$/m);
    expect(metrics).not.toContain("himitsu");
  });
});
