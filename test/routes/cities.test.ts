import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { CityProfile, type Suggestions } from "../../server/contract.ts";
import { type ListeningApp, listeningApp } from "../listening.ts";
import { ask } from "./http.ts";

let server: ListeningApp;
beforeAll(async () => {
  server = await listeningApp();
});
afterAll(() => server.close());

describe("GET /api/cities/:city", () => {
  test("gives the profile in the shape of the contract", async () => {
    const profile = await (await fetch(`${server.origin}/api/cities/misaki`)).json();
    expect([...Value.Errors(CityProfile, profile)]).toEqual([]);
    expect(profile).toMatchObject({ id: "misaki", name: "みさき市", contact: { open: true } });
  });

  test("says when the desk opens next, once it has closed", async () => {
    const sunday = Date.parse("2026-07-19T22:00:00+09:00");
    const { origin, close } = await listeningApp({ clock: () => sunday });
    onTestFinished(close);
    const { contact } = (await (await fetch(`${origin}/api/cities/misaki`)).json()) as CityProfile;
    // Monday is a national holiday.
    expect(contact).toMatchObject({ open: false, opensAt: "2026-07-21T08:30:00+09:00" });
  });

  test("offers only starters that lead somewhere", async () => {
    const { starters } = (await (await fetch(`${server.origin}/api/cities/misaki`)).json()) as CityProfile;
    for (const starter of starters) {
      const { kind } = await ask(server.origin, starter);
      expect({ starter, kind }).toEqual({ starter, kind: "extracted" });
    }
  });
});

describe("GET /api/suggest", () => {
  test("suggests published questions that hold what was typed", async () => {
    const suggestions = await suggest("児童手当");
    expect(suggestions.length).toBeGreaterThan(2);
    expect(suggestions.length).toBeLessThanOrEqual(6);
    const titles = [...server.cities.get("misaki")!.documents.values()].map(({ title }) => title);
    for (const suggestion of suggestions) {
      expect(titles).toContain(suggestion);
      expect(suggestion).toContain("児童手当");
    }
  });

  test("suggests nothing for words that no question holds", async () => {
    expect(await suggest("株価")).toEqual([]);
  });

  test("leads to an answer from the very entry", async () => {
    for (const suggestion of await suggest("粗大ごみ")) {
      const { citations } = await ask(server.origin, suggestion);
      expect(new Set(citations.map(({ title }) => title))).toEqual(new Set([suggestion]));
    }
  });

  async function suggest(q: string): Promise<string[]> {
    const response = await fetch(`${server.origin}/api/suggest?${new URLSearchParams({ city: "misaki", q })}`);
    expect(response.status).toBe(200);
    return ((await response.json()) as Suggestions).suggestions;
  }
});
