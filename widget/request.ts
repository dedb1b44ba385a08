import { RequestFailure } from "./failure.ts";

/** Far longer than any step of an answer, pings apart: so much silence means a dead connection. */
const silenceLimitMs = 60_000;

/** Fetches without cookies; throws RequestFailure unless the reply is a success. */
export async function send(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, { ...init, credentials: "omit" }).catch(() => {
    throw new RequestFailure(init.signal?.aborted ? "broken" : "offline");
  });
  if (response.ok) return response;
  if (response.status === 429) throw new RequestFailure("tooMany");
  throw new RequestFailure(response.status < 500 ? "rejected" : "server");
}

/** A signal that also aborts when nothing is heard for too long. */
export function watchSilence(outer: AbortSignal) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timer = setTimeout(abort, silenceLimitMs);
  outer.addEventListener("abort", abort);
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(timer);
      timer = setTimeout(abort, silenceLimitMs);
    },
    end() {
      clearTimeout(timer);
      outer.removeEventListener("abort", abort);
    },
  };
}
