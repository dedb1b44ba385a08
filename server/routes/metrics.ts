import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Cities } from "../cities.ts";

export interface Metrics {
  registry: Registry;
  answers: Counter<"city" | "kind">;
  recordFailures: Counter;
}

/** Prometheus metrics: time of every route, answers by outcome, size of every corpus. */
export function createMetrics(app: FastifyInstance, cities: Cities): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "madoguchi_http_request_duration_seconds",
    help: "Time from request to reply",
    labelNames: ["route", "status"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  new Gauge({
    name: "madoguchi_documents",
    help: "Documents being served",
    labelNames: ["city"],
    registers: [registry],
    collect() {
      for (const { profile, documents } of cities.all()) this.set({ city: profile.id }, documents.size);
    },
  });
  app.addHook("onResponse", async (request, reply) => {
    duration.observe({ route: request.routeOptions.url ?? "none", status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  return {
    registry,
    answers: new Counter({
      name: "madoguchi_answers_total",
      help: "Answers by outcome",
      labelNames: ["city", "kind"],
      registers: [registry],
    }),
    recordFailures: new Counter({
      name: "madoguchi_record_failures_total",
      help: "Questions that could not be stored",
      registers: [registry],
    }),
  };
}
