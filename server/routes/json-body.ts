import type { FastifyInstance } from "fastify";
import { problem } from "./errors.ts";

/** Replaces the JSON parser by one that refuses invalid UTF-8 instead of putting replacement characters. */
export function parseStrictJson(app: FastifyInstance): void {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body: Buffer, done) => {
    let text: string;
    try {
      text = decoder.decode(body);
    } catch {
      done(problem(400, "invalid_request", "body: is not valid UTF-8"));
      return;
    }
    parse(request, text, (error, value) => {
      if (error) done(problem(400, "invalid_request", "body: is not valid JSON"));
      else done(null, value);
    });
  });
}
