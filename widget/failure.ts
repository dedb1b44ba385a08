/** Why a request gave nothing (or not everything); texts.ts has the sentence for each. */
export type Failure = "offline" | "tooMany" | "rejected" | "server" | "broken" | "stopped";

/** Thrown by api.ts; carries nothing of the server's words. */
export class RequestFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure);
    this.failure = failure;
  }
}

/** The failure behind anything thrown. Whatever we did not foresee counts as the server's. */
export function failureOf(error: unknown): Failure {
  return error instanceof RequestFailure ? error.failure : "server";
}
