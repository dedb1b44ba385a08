import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { Type } from "typebox";
import { isServableOn } from "../answering/related.ts";
import type { RouteDependencies } from "../app.ts";
import type { City } from "../cities.ts";
import { localTime } from "../city/local-time.ts";
import { departmentFor } from "../city/profile.ts";
import { projectRoot } from "../paths.ts";
import { publishedPage } from "./demo-page.ts";
import { problem } from "./errors.ts";
import { type App, requireCity } from "./route.ts";

const root = join(projectRoot, "demo");

/**
 * The demonstration: a homepage that embeds the widget as any city's page would, and under /city/<id>/
 * the published pages that citations link to, made from the documents themselves.
 */
export async function demoRoutes(app: App, { cities, clock, config }: RouteDependencies): Promise<void> {
  if (!config.demo) return;
  await app.register(fastifyStatic, { root, prefix: "/demo/", decorateReply: false });
  app.get("/", { schema: { hide: true } }, async (_request, reply) => reply.redirect("/demo/"));

  const params = Type.Object({ city: Type.String(), "*": Type.String() });
  app.get("/city/:city/*", { schema: { hide: true, params } }, async (request, reply) => {
    const city = requireCity(cities, request.params.city);
    const path = `/${request.params["*"]}`;
    const isServable = isServableOn(localTime(clock(), city.profile.timezone).date);
    const documents = [...city.documents.values()].filter((one) => pathOf(one.url) === path && isServable(one));
    const departments = departmentsAt(city, path);
    if (documents.length === 0 && departments.length === 0) throw problem(404, "not_found", "There is no such page");
    return reply.type("text/html; charset=utf-8").send(publishedPage(city.profile, documents, departments));
  });
}

const pathOf = (url: string) => url.split("#")[0];

function departmentsAt({ profile }: City, path: string) {
  return Object.keys(profile.departments)
    .map((id) => departmentFor(profile, { department: id }))
    .filter(({ url }) => url === path);
}
