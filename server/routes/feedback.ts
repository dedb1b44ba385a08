import { Type } from "typebox";
import type { RouteDependencies } from "../app.ts";
import { ErrorReply, FeedbackRequest } from "../contract.ts";
import { type App, requireCity } from "./route.ts";

/** POST /api/feedback: what a resident thought of an answer; the last word on an answer counts. */
export function feedbackRoutes(app: App, { cities, clock, config, conversations, language }: RouteDependencies): void {
  const schema = { body: FeedbackRequest, response: { 204: Type.Null(), "4xx": ErrorReply } };
  const limit = { rateLimit: { max: config.rateLimitPerMinute, timeWindow: "1 minute" } };

  app.post("/api/feedback", { schema, config: limit }, async (request, reply) => {
    const { city, answerId, rating, comment } = request.body;
    requireCity(cities, city);
    await conversations.addFeedback({
      answerId,
      city,
      givenAt: clock(),
      rating,
      ...(comment && { comment: language.mask(comment) }),
    });
    return reply.code(204).send(null);
  });
}
