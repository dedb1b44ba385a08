import { expect, onTestFinished, test } from "vitest";
import type { Feedback } from "../../server/domain.ts";
import { openMoment } from "../helper.ts";
import { kosato, listeningApp } from "../listening.ts";
import { ask, expectProblem, post } from "./http.ts";

test("keeps the rating, and the comment with personal data masked", async () => {
  const { origin, kept } = await server();
  const { id } = await ask(origin, kosato.question, { city: "kosato" });
  const comment = "山田太郎です。090-1234-5678か taro@example.jp へ連絡ください。料金がわかりませんでした。";
  const response = await post(`${origin}/api/feedback`, { city: "kosato", answerId: id, rating: "unhelpful", comment });
  expect(response.status).toBe(204);
  expect(await response.text()).toBe("");
  expect(kept).toEqual([
    {
      answerId: id,
      city: "kosato",
      givenAt: openMoment,
      rating: "unhelpful",
      comment: expect.stringContaining("料金"),
    },
  ]);
  expect(kept[0]?.comment).not.toMatch(/山田|太郎|1234|5678|taro/);
});

test("keeps a rating without a comment", async () => {
  const { origin, kept } = await server();
  const body = { city: "kosato", answerId: "answer-1", rating: "helpful" };
  expect((await post(`${origin}/api/feedback`, body)).status).toBe(204);
  expect(kept).toEqual([{ answerId: "answer-1", city: "kosato", givenAt: openMoment, rating: "helpful" }]);
});

test.each([
  ["another rating", { rating: "great" }],
  ["no rating", { rating: undefined }],
  ["an answer id of other characters", { answerId: "../../etc" }],
  ["a comment of 1,001 characters", { comment: "あ".repeat(1001) }],
  ["a blank comment", { comment: " " }],
  ["a comment with a control character", { comment: "a\u0007" }],
  ["an unknown field", { email: "a@example.jp" }],
])("refuses %s", async (_name, change) => {
  const { origin, kept } = await server();
  const body = { city: "kosato", answerId: "answer-1", rating: "helpful", ...change };
  await expectProblem(await post(`${origin}/api/feedback`, body), 400, "invalid_request");
  expect(kept).toEqual([]);
});

test("refuses feedback on a city that is not served", async () => {
  const { origin } = await server();
  const body = { city: "nowhere", answerId: "answer-1", rating: "helpful" };
  await expectProblem(await post(`${origin}/api/feedback`, body), 404, "unknown_city");
});

test("says in the error shape that it could not be kept, and nothing of why", async () => {
  const addFeedback = () => Promise.reject(new Error("SQLITE_READONLY: attempt to write a readonly database"));
  const { origin, close } = await listeningApp({
    folders: [kosato.folder],
    replace: { conversations: (real) => ({ ...real, addFeedback }) },
  });
  onTestFinished(close);
  const body = { city: "kosato", answerId: "answer-1", rating: "helpful" };
  await expectProblem(await post(`${origin}/api/feedback`, body), 500, "internal_error");
});

/** A server, and what its storage is given to keep. */
async function server(): Promise<{ origin: string; kept: Feedback[] }> {
  const kept: Feedback[] = [];
  const { origin, close } = await listeningApp({
    folders: [kosato.folder],
    replace: {
      conversations: (real) => ({
        ...real,
        addFeedback: async (feedback) => {
          kept.push(feedback);
          await real.addFeedback(feedback);
        },
      }),
    },
  });
  onTestFinished(close);
  return { origin, kept };
}
