import type { RouteDependencies } from "../app.ts";
import { problem } from "./errors.ts";
import type { App } from "./route.ts";

/** /healthz: the process lives; /readyz: it can answer; /metrics: Prometheus. */
export function healthRoutes(app: App, { cities, metrics }: RouteDependencies): void {
  const options = { schema: { hide: true } } as const;
  app.get("/healthz", options, async () => ({ status: "ok" }));
  app.get("/readyz", options, async () => {
    const ready = cities.all();
    if (ready.length === 0) throw problem(503, "unavailable", "No city has been indexed yet");
    return {
      status: "ready",
      cities: ready.map(({ profile, documents }) => ({ id: profile.id, documents: documents.size })),
    };
  });
  app.get("/metrics", options, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
