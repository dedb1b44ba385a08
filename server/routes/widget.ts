import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { RouteDependencies } from "../app.ts";
import { projectRoot } from "../paths.ts";
import type { App } from "./route.ts";

const root = join(projectRoot, "dist/widget");

/** GET /widget.js: the one file that a city's page embeds. */
export async function widgetRoutes(app: App, _dependencies: RouteDependencies): Promise<void> {
  await app.register(fastifyStatic, { root, serve: false });
  app.get("/widget.js", { schema: { hide: true } }, async (_request, reply) =>
    // Short: a mended widget must reach every page the same day.
    reply.sendFile("widget.js", { maxAge: "10m" }),
  );
}
