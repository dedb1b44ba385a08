/** The `data:` payloads of an event stream, in order. Comments (`: ping`) and other fields are passed over. */
export async function* readEvents(body: ReadableStream<Uint8Array>, onBytes: () => void): AsyncGenerator<string> {
  for await (const line of readLines(body, onBytes)) {
    if (line.startsWith("data:")) yield line.slice("data:".length).trim();
  }
}

async function* readLines(body: ReadableStream<Uint8Array>, onBytes: () => void): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      onBytes();
      if (done) return;
      // A character may be cut in two by the network; the decoder keeps its first half.
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r?\n/);
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
