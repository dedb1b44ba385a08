import { resolve } from "node:path";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";

/** The settings, with their defaults; the README's table is made by hand from this one place. */
const Environment = Type.Object({
  HOST: Type.String({ default: "127.0.0.1" }),
  PORT: Type.Integer({ default: 3000, minimum: 0, maximum: 65535 }),
  LOG_LEVEL: Type.Enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], { default: "info" }),
  /** Folder that holds one folder a city. */
  CORPUS_DIR: Type.String({ default: "corpus" }),
  /** Folder of the database and the index cache. */
  DATA_DIR: Type.String({ default: "data" }),
  /** Origins whose pages may embed the widget, separated by commas; * for any. */
  ALLOWED_ORIGINS: Type.String({ default: "*" }),
  /** Proxies in front of the server (addresses or networks), so that the rate limit sees residents' addresses. */
  TRUSTED_PROXIES: Type.String({ default: "" }),
  /** Questions one address may ask in a minute. */
  RATE_LIMIT_PER_MINUTE: Type.Integer({ default: 60, minimum: 1 }),
  /** Days after which questions and feedback are deleted. */
  RETENTION_DAYS: Type.Integer({ default: 90, minimum: 1 }),
  /** Whether the demonstration homepage is served. */
  DEMO: Type.Enum(["on", "off"], { default: "on" }),
  OPENAI_API_KEY: Type.Optional(Type.String()),
  OPENAI_BASE_URL: Type.Optional(Type.String({ pattern: "^https?://" })),
  OPENAI_EMBEDDING_MODEL: Type.String({ default: "text-embedding-3-small" }),
  OPENAI_TIMEOUT_MS: Type.Integer({ default: 5000, minimum: 100 }),
});

export interface Config {
  host: string;
  port: number;
  logLevel: string;
  corpusDir: string;
  databasePath: string;
  indexCacheDir: string | undefined;
  allowedOrigins: "*" | string[];
  trustedProxies: string[];
  rateLimitPerMinute: number;
  retentionDays: number;
  demo: boolean;
  openai?: { apiKey?: string; baseUrl?: string; embeddingModel: string; timeoutMs: number };
}

/** Reads the configuration; throws an Error that names every setting that makes no sense. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([key, value]) => key in Environment.properties && value !== ""),
  );
  const settings = Value.Default(Environment, Value.Convert(Environment, given));
  if (!Value.Check(Environment, settings)) {
    const lines = [...Value.Errors(Environment, settings)].map(
      ({ instancePath, message }) => `  ${instancePath.slice(1)}: ${message}`,
    );
    throw new Error(`These settings cannot be used:\n${lines.join("\n")}`);
  }
  return toConfig(settings);
}

function toConfig(settings: Static<typeof Environment>): Config {
  const dataDir = resolve(settings.DATA_DIR);
  const list = (text: string) =>
    text
      .split(",")
      .map((item) => item.trim())
      .filter(Boolean);
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = settings;
  return {
    host: settings.HOST,
    port: settings.PORT,
    logLevel: settings.LOG_LEVEL,
    corpusDir: resolve(settings.CORPUS_DIR),
    databasePath: resolve(dataDir, "madoguchi.sqlite"),
    indexCacheDir: resolve(dataDir, "index"),
    allowedOrigins: settings.ALLOWED_ORIGINS.trim() === "*" ? "*" : list(settings.ALLOWED_ORIGINS),
    trustedProxies: list(settings.TRUSTED_PROXIES),
    rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE,
    retentionDays: settings.RETENTION_DAYS,
    demo: settings.DEMO === "on",
    ...((apiKey || baseUrl) && {
      openai: {
        ...(apiKey && { apiKey }),
        ...(baseUrl && { baseUrl }),
        embeddingModel: settings.OPENAI_EMBEDDING_MODEL,
        timeoutMs: settings.OPENAI_TIMEOUT_MS,
      },
    }),
  };
}
