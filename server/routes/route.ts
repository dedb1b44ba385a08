import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { Cities, City } from "../cities.ts";
import { problem } from "./errors.ts";

/** The application as routes see it: schemas give handlers their types. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** The city, or a 404 in the error shape. */
export function requireCity(cities: Cities, id: string): City {
  const city = cities.get(id);
  if (!city) throw problem(404, "unknown_city", `city: "${id}" is not served here`);
  return city;
}
