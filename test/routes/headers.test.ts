import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { kosato, type ListeningApp, listeningApp } from "../listening.ts";
import { post } from "./http.ts";

const allowed = "https://www.city.misaki.example";
const stranger = "https://www.stranger.example";

let server: ListeningApp;
beforeAll(async () => {
  server = await listeningApp({
    folders: [kosato.folder],
    config: { allowedOrigins: [allowed, "https://kosodate.misaki.example"] },
  });
});
afterAll(() => server.close());

describe("every reply", () => {
  test.each(["/", "/demo/", "/widget.js", "/api/cities/kosato", "/nothing", "/healthz", "/openapi.json"])(
    "of %s carries the security headers, no cookie and no name of the server's software",
    async (path) => {
      const { headers } = await fetch(server.origin + path, { redirect: "manual" });
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("content-security-policy")).toContain("default-src 'self'");
      expect(headers.get("content-security-policy")).toContain("object-src 'none'");
      expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
      expect([...headers.keys()]).not.toContain("set-cookie");
      expect([...headers.keys()]).not.toContain("x-powered-by");
      expect([...headers.keys()]).not.toContain("server");
    },
  );

  test("of the chat carries them too, also as a stream", async () => {
    for (const accept of ["application/json", "text/event-stream"]) {
      const { headers } = await ask({ accept });
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect([...headers.keys()]).not.toContain("set-cookie");
    }
  });
});

describe("pages of other origins", () => {
  test("may read answers when their origin is allowed, as JSON and as a stream", async () => {
    for (const accept of ["application/json", "text/event-stream"]) {
      const { headers } = await ask({ origin: allowed, accept });
      expect(headers.get("access-control-allow-origin")).toBe(allowed);
      expect(headers.get("vary")).toMatch(/\borigin\b/i);
      expect(headers.get("access-control-allow-credentials")).toBeNull();
    }
  });

  test("may not when it is not", async () => {
    for (const origin of [stranger, `${allowed}.stranger.example`, allowed.replace("https", "http"), "null"]) {
      const { headers } = await ask({ origin });
      expect(headers.get("access-control-allow-origin")).toBeNull();
      expect(headers.get("vary")).toMatch(/\borigin\b/i);
    }
  });

  test("may read why they were refused", async () => {
    const response = await post(`${server.origin}/api/chat`, {}, { origin: allowed });
    expect(response.status).toBe(400);
    expect(response.headers.get("access-control-allow-origin")).toBe(allowed);
  });

  test("ask beforehand and are let in, or not", async () => {
    const welcome = await preflight(allowed);
    expect(welcome.status).toBe(204);
    expect(welcome.headers.get("access-control-allow-origin")).toBe(allowed);
    expect(welcome.headers.get("access-control-allow-methods")).toContain("POST");
    expect(welcome.headers.get("access-control-allow-headers")).toContain("content-type");
    expect((await preflight(stranger)).headers.get("access-control-allow-origin")).toBeNull();
  });

  test("are all welcome where no list is set", async () => {
    const { origin, close } = await listeningApp({ folders: [kosato.folder] });
    onTestFinished(close);
    const response = await fetch(`${origin}/api/cities/kosato`, { headers: { origin: stranger } });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });
});

function ask(headers: Record<string, string>): Promise<Response> {
  return post(`${server.origin}/api/chat`, { city: "kosato", question: kosato.question }, headers);
}

function preflight(origin: string): Promise<Response> {
  return fetch(`${server.origin}/api/chat`, {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
  });
}
