import { afterAll, beforeAll, expect, test } from "vitest";
import { type ListeningApp, listeningApp } from "../listening.ts";

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
}
interface Schema {
  [keyword: string]: unknown;
}
interface OpenApi {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
}

let server: ListeningApp;
let document: OpenApi;
beforeAll(async () => {
  server = await listeningApp({ folders: [] });
  const response = await fetch(`${server.origin}/openapi.json`);
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  document = (await response.json()) as OpenApi;
});
afterAll(() => server.close());

test("lists the routes that others may build on, and no other", () => {
  const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.sort()).toEqual(["GET /api/cities/{city}", "GET /api/suggest", "POST /api/chat", "POST /api/feedback"]);
});

test("is an OpenAPI 3.0 document: responses with descriptions, every path parameter declared", () => {
  expect(document.openapi).toMatch(/^3\.0\.\d$/);
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
  for (const [path, operation] of operations()) {
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
    expect(declared.map(({ name, required }) => [name, required])).toEqual(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, true]),
    );
    for (const [status, response] of Object.entries(operation.responses)) {
      expect(status).toMatch(/^([1-5]\d\d|[1-5]XX|default)$/);
      expect(response.description).toEqual(expect.any(String));
    }
  }
});

/** What OpenAPI 3.0 knows of JSON Schema. */
const keywords =
  /^(title|description|type|enum|default|example|format|nullable|pattern|m(ax|in)(imum|Length|Items|Properties)|exclusiveM(ax|in)imum|multipleOf|uniqueItems|required|properties|additionalProperties|items|(all|any|one)Of|not)$/;
const types = ["string", "number", "integer", "boolean", "array", "object", undefined];

test("uses only the words of JSON Schema that OpenAPI 3.0 knows", () => {
  for (const [, operation] of operations()) for (const schema of schemasOf(operation)) check(schema);

  function check(schema: Schema): void {
    for (const keyword of Object.keys(schema)) expect(keyword).toMatch(keywords);
    expect(types).toContain(schema.type);
    if (schema.type === "array") check(schema.items as Schema);
    if (schema.pattern) expect(() => new RegExp(schema.pattern as string, "u")).not.toThrow();
    for (const property of Object.values((schema.properties ?? {}) as Record<string, Schema>)) check(property);
  }
});

test("describes the error shape for every route", () => {
  for (const [, { responses }] of operations()) {
    const schema = responses["4XX"]?.content?.["application/json"]?.schema;
    expect(schema).toMatchObject({ properties: { error: { required: ["code", "message", "requestId"] } } });
  }
});

function operations(): [path: string, operation: Operation][] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => [path, operation] as [string, Operation]),
  );
}

function schemasOf({ parameters = [], requestBody, responses }: Operation): Schema[] {
  const bodies = [requestBody, ...Object.values(responses)];
  return [
    ...parameters.map(({ schema }) => schema),
    ...bodies.flatMap((body) => Object.values(body?.content ?? {}).map(({ schema }) => schema)),
  ];
}
