import type { Socket } from "node:net";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
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
  app.setErrorHandler<FastifyError>(sendError);
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(errorReply("not_found", "There is nothing at this address", request.id)),
  );
}

/** Answers an error that was thrown for a request. */
export function sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const status = error.validation ? 400 : (error.statusCode ?? 500);
  // A problem that we throw ourselves says what the caller may know.
  const expected = status < 500 || status === 503;
  if (!expected) request.log.error({ err: error }, "request failed");
  const own = expected && /^[a-z_]+$/.test(error.code ?? "") ? error.code : codeOf(status);
  reply.code(status).send(errorReply(own, expected ? describe(error) : "Something went wrong", request.id));
}

const socketErrors: Record<string, [status: number, reason: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout"],
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large"],
};

/** Answers what is not even a request, in the same shape, and hangs up. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason] = socketErrors[error.code ?? ""] ?? [400, "Bad Request"];
  const body = JSON.stringify(errorReply(codeOf(status), reason, "none"));
  const headers = [
    `HTTP/1.1 ${status} ${reason}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Content-Type: application/json; charset=utf-8",
    "Connection: close",
  ];
  socket.end(`${headers.join("\r\n")}\r\n\r\n${body}`);
}

const codeOf = (status: number) => codes[status] ?? (status < 500 ? "invalid_request" : "internal_error");

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
