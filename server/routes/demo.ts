import { resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import type { RouteDependencies } from "../app.ts";
import type { App } from "./route.ts";

const root = resolve(import.meta.dirname, "../../demo");

/** The demonstration homepage, as any city's page would embed the widget. */
export async function demoRoutes(app: App, { config }: RouteDependencies): Promise<void> {
  if (!config.demo) return;
  await app.register(fastifyStatic, { root, prefix: "/demo/", decorateReply: false });
  app.get("/", { schema: { hide: true } }, async (_request, reply) => reply.redirect("/demo/"));
}
