import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import fastify, { type FastifyInstance, type FastifyServerOptions } from "fastify";
import type { Cities } from "./cities.ts";
import type { Config } from "./config.ts";
import type { Language } from "./language.ts";
import { chatRoutes } from "./routes/chat.ts";
import { cityRoutes } from "./routes/cities.ts";
import { demoRoutes } from "./routes/demo.ts";
import { handleErrors, type Problem, refuseConnection, sendError } from "./routes/errors.ts";
import { feedbackRoutes } from "./routes/feedback.ts";
import { healthRoutes } from "./routes/health.ts";
import { parseStrictJson } from "./routes/json-body.ts";
import { createMetrics, type Metrics } from "./routes/metrics.ts";
import { widgetRoutes } from "./routes/widget.ts";
import type { ConversationStore } from "./storage/ports.ts";

/** What the routes work with. */
export interface AppDependencies {
  config: Config;
  cities: Cities;
  conversations: ConversationStore;
  language: Language;
  /** Milliseconds since 1970. */
  clock: () => number;
}

export interface RouteDependencies extends AppDependencies {
  metrics: Metrics;
}

/** A question is at most 500 characters; this leaves room for escapes and no more. */
const bodyLimitBytes = 16 * 1024;
/** A request that has not arrived whole by then is dropped: slow connections must not pile up. */
const requestTimeoutMs = 10_000;

/** Builds the HTTP application; the caller listens and closes. */
export async function buildApp(dependencies: AppDependencies): Promise<FastifyInstance> {
  const { config } = dependencies;
  const app = fastify({
    logger: loggerOptions(config),
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: 65_000,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    clientErrorHandler: refuseConnection,
    frameworkErrors: sendError,
    // Wrong input is refused, not repaired.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: false } },
  }).withTypeProvider<TypeBoxTypeProvider>();

  parseStrictJson(app);
  const metrics = createMetrics(app, dependencies.cities);
  handleErrors(app);
  await app.register(helmet, {
    // The widget and the API are made to be used from the city's pages, which are another origin.
    crossOriginResourcePolicy: { policy: "cross-origin" },
    // Whether the host is reached by TLS only is for the proxy in front to say.
    strictTransportSecurity: false,
    contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], upgradeInsecureRequests: null } },
  });
  await app.register(cors, {
    origin: config.allowedOrigins,
    methods: ["GET", "POST"],
    credentials: false,
    strictPreflight: false,
    maxAge: 86_400,
  });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context): Problem =>
      Object.assign(new Error(`Too many requests; try again in ${context.after}`), {
        statusCode: 429,
        code: "rate_limited",
      }),
  });
  await app.register(swagger, {
    openapi: {
      info: { title: "Madoguchi", version: "1", description: "Answers residents' questions, with the source." },
    },
  });

  const routes: RouteDependencies = { ...dependencies, metrics };
  for (const register of [chatRoutes, cityRoutes, feedbackRoutes, healthRoutes, widgetRoutes, demoRoutes]) {
    await app.register(async (scope) => register(scope.withTypeProvider<TypeBoxTypeProvider>(), routes));
  }
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
  return app;
}

function loggerOptions({ logLevel }: Config): NonNullable<FastifyServerOptions["logger"]> {
  return {
    level: logLevel,
    serializers: {
      // What a resident types also stands in the query of /api/suggest, so the query is never logged.
      req: (request: { method: string; url: string }) => ({ method: request.method, path: request.url.split("?")[0] }),
    },
  };
}
