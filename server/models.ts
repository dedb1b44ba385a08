import type { Embeddings } from "@langchain/core/embeddings";
import type { Config } from "./config.ts";

/** A model's embeddings and the name under which their vectors are stored. */
export interface NamedEmbeddings {
  name: string;
  embeddings: Embeddings;
}

/** The embeddings of an OpenAI-compatible endpoint, or undefined: then the corpus trains its own. */
export async function createEmbeddings({ openai }: Config): Promise<NamedEmbeddings | undefined> {
  if (!openai) return undefined;
  const { apiKey, baseUrl, embeddingModel, timeoutMs } = openai;
  // Loaded only where a model is configured: the client takes tens of megabytes.
  const { OpenAIEmbeddings } = await import("@langchain/openai");
  const embeddings = new OpenAIEmbeddings({
    // Servers such as Ollama or vLLM need no key, but the client insists on one.
    apiKey: apiKey ?? "none",
    model: embeddingModel,
    timeout: timeoutMs,
    maxRetries: 1,
    batchSize: 256,
    encodingFormat: "float",
    ...(baseUrl && { configuration: { baseURL: baseUrl } }),
  });
  return { name: `openai:${embeddingModel}`, embeddings };
}
