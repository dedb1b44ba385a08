import { Agent, request } from "node:http";

/** A reply with the time it took. */
export interface Reply {
  status: number;
  text: string;
  durationMs: number;
}

export interface Client {
  ask(city: string, question: string): Promise<Reply>;
  close(): void;
}

/** A client that keeps its connections alive and opens as many as there are questions under way. */
export function createClient(url: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  return {
    close: () => agent.destroy(),
    ask(city, question) {
      const body = Buffer.from(JSON.stringify({ city, question }));
      const headers = { "content-type": "application/json", "content-length": body.length };
      const sentAt = performance.now();
      return new Promise((resolve, reject) => {
        const sent = request(`${url}/api/chat`, { method: "POST", agent, headers }, (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("error", reject);
          response.on("end", () => {
            const durationMs = performance.now() - sentAt;
            resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString(), durationMs });
          });
        });
        sent.on("error", reject);
        sent.end(body);
      });
    },
  };
}

/** Asks one question after the other and returns the replies; throws when one is not answered. */
export async function askAll(client: Client, city: string, questions: string[]): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const question of questions) {
    const reply = await client.ask(city, question);
    if (reply.status !== 200) throw new Error(`${reply.status} for 「${question}」: ${reply.text}`);
    replies.push(reply);
  }
  return replies;
}
