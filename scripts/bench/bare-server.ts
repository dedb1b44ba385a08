import { readFileSync } from "node:fs";
import fastify from "fastify";
import { Type } from "typebox";
import { Answer } from "../../server/contract.ts";

/**
 * The physical limit to compare with: a route that checks its body and serialises one fixed answer, and nothing else.
 * Its argument is a file that holds the answer; its address is sent to the parent process.
 */
const answer = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as Answer;
const body = Type.Object({ city: Type.String(), question: Type.String({ minLength: 1, maxLength: 500 }) });

const app = fastify({ logger: false });
app.post("/api/chat", { schema: { body, response: { 200: Answer } } }, async () => answer);
const address = await app.listen({ host: "127.0.0.1", port: 0 });
process.send?.({ address });
process.once("SIGTERM", () => void app.close());
