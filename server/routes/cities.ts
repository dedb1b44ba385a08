import { Type } from "typebox";
import { isServableOn } from "../answering/related.ts";
import type { RouteDependencies } from "../app.ts";
import { contactCard } from "../city/contact.ts";
import { localTime } from "../city/local-time.ts";
import { departmentFor } from "../city/profile.ts";
import { CityProfile, ErrorReply, Suggestions, SuggestQuery } from "../contract.ts";
import { type App, requireCity } from "./route.ts";

const maximumSuggestions = 6;
/** Suggestions come with every few keystrokes, so many more of them than questions are allowed. */
const suggestionsPerQuestion = 10;

/** GET /api/cities/:city and GET /api/suggest. */
export function cityRoutes(app: App, { cities, clock, config }: RouteDependencies): void {
  app.get(
    "/api/cities/:city",
    { schema: { params: Type.Object({ city: Type.String() }), response: { 200: CityProfile, "4xx": ErrorReply } } },
    async (request) => {
      const { profile } = requireCity(cities, request.params.city);
      const { id, name, languages, greeting, starters } = profile;
      return {
        id,
        name,
        languages,
        greeting,
        starters,
        contact: contactCard(profile, departmentFor(profile), clock()),
      };
    },
  );

  const limit = { rateLimit: { max: config.rateLimitPerMinute * suggestionsPerQuestion, timeWindow: "1 minute" } };
  app.get(
    "/api/suggest",
    { schema: { querystring: SuggestQuery, response: { 200: Suggestions, "4xx": ErrorReply } }, config: limit },
    async (request) => {
      const { profile, suggest } = requireCity(cities, request.query.city);
      const isServable = isServableOn(localTime(clock(), profile.timezone).date);
      return { suggestions: suggest(request.query.q, maximumSuggestions, isServable) };
    },
  );
}
