import type { FastifyError, FastifyInstance } from "fastify";
import type { ErrorReply } from "../contract.ts";

/** An expected mistake of the caller: thrown by routes, answered in the one error shape. */
export interface Problem extends Error {
  statusCode: number;
  code: string;
}

export function problem(statusCode: number, code: string, message: string): Problem {
  return Object.assign(new Error(message), { statusCode, code });
}

const codes: Record<number, string> = {
  400: "invalid_request",
  404: "not_found",
  405: "method_not_allowed",
  408: "request_timeout",
  413: "body_too_large",
  415: "unsupported_media_type",
  429: "rate_limited",
  503: "unavailable",
};

/** The one error handler and the one 404 handler. Nothing of an unexpected error reaches the caller. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.validation ? 400 : (error.statusCode ?? 500);
    if (status >= 500) request.log.error({ err: error }, "request failed");
    const expected = status < 500;
    const code = codes[status] ?? (expected ? "invalid_request" : "internal_error");
    const own = expected && /^[a-z_]+$/.test(error.code ?? "") ? error.code : code;
    return reply.code(status).send(errorReply(own, expected ? describe(error) : "Something went wrong", request.id));
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(errorReply("not_found", "There is nothing at this address", request.id)),
  );
}

function errorReply(code: string, message: string, requestId: string): ErrorReply {
  return { error: { code, message, requestId } };
}

/** Says which field is wrong and how. */
function describe(error: FastifyError): string {
  const [first] = error.validation ?? [];
  if (!first) return error.message;
  const field = first.instancePath.slice(1) || error.validationContext;
  if (first.keyword === "additionalProperties")
    return `${error.validationContext}: "${String(first.params.additionalProperty)}" is not a known field`;
  if (first.keyword === "pattern") return `${field}: is blank or holds characters that are not allowed`;
  return `${field}: ${first.message}`;
}
