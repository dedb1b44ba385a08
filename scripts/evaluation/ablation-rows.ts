import type { Document } from "../../server/domain.ts";
import type { RankingWeights } from "../../server/retrieval/ranking-weights.ts";
import { createRetriever } from "../../server/retrieval/retriever.ts";
import {
  createBm25,
  createExtractorWithoutFolding,
  createExtractorWithoutStopWords,
  createExtractorWithPairs,
  createExtractorWithReadings,
  createLemmaExtractor,
} from "./ablation-baseline.ts";
import { type FiledGroup, type Ingredients, toSource } from "./ablation-source.ts";

/** question → ids of documents, best first. */
export type Ranker = (
  question: string,
  limit: number,
  isServable: (document: Document) => boolean,
) => Promise<string[]>;

/** One line of the ablation: a name and the ranker it stands for. */
export interface AblationRow {
  name: string;
  create(): Promise<Ranker>;
}

export const productName = "**the product**";

/** All rows, the product second. */
export function ablationRows(whole: Ingredients): AblationRow[] {
  const { documents, extract, analyze, groups, weights } = whole;
  const product = (name: string, change: Partial<Ingredients>): AblationRow => ({
    name,
    create: async () => rankerOf({ ...whole, ...change }),
  });
  const without = (name: string, ...parts: (keyof RankingWeights)[]) =>
    product(name, { weights: { ...weights, ...Object.fromEntries(parts.map((part) => [part, 0])) } });
  const bm25 = (name: string, options: Partial<Parameters<typeof createBm25>[0]>): AblationRow => ({
    name,
    create: async () => createBm25({ documents, extract, ...options }),
  });
  const only = (relation: FiledGroup["relation"]) => groups.filter((group) => group.relation === relation);
  const files = [...new Set(groups.map(({ file }) => file))];
  const lemmas = createLemmaExtractor(analyze);

  return [
    bm25("plain BM25 over lemmas", { extract: lemmas }),
    product(productName, {}),
    bm25("plain BM25 over lemmas, the question three times", { extract: lemmas, questionWeight: 3 }),
    bm25("plain BM25 over the product's terms, the question three times", { questionWeight: 3 }),
    product("no thesaurus", { groups: [] }),
    product("only `=` groups (same)", { groups: only("same") }),
    product("only `=>` groups (leads to)", { groups: only("leadsTo") }),
    product("only `>` groups (narrower)", { groups: only("narrower") }),
    ...files.map((file) => product(`thesaurus without ${file}`, { groups: groups.filter((one) => one.file !== file) })),
    product("no vectors", { vectors: "none" }),
    product("vectors trained without the thesaurus", { vectors: "trained without thesaurus" }),
    product("vectors asked without the thesaurus", { vectors: "asked without thesaurus" }),
    without("no coverage", "coverage"),
    without("no character bigrams", "bigrams"),
    without("no title share", "titleShare"),
    without("no facets", "facets"),
    without("neither title share nor facets", "titleShare", "facets"),
    product("no homophones", { analyze: () => [] }),
    product("kana not restored", { restoreKana: (text) => text }),
    product("no folding of spellings", { extract: createExtractorWithoutFolding(analyze) }),
    product("no stop words", { extract: createExtractorWithoutStopWords(analyze) }),
    product("no aliases", { documents: documents.map(withoutAliases) }),
    product("no headings", { documents: documents.map(withoutHeadings) }),
    product("question only", { documents: documents.map(questionOnly) }),
    product("body only", { documents: documents.map(bodyOnly) }),
    product("articles and pages as if they were FAQs", {
      documents: documents.map((one) => ({ ...one, kind: "faq" })),
    }),
    product("added: `=>` groups also backwards", { groups: [...groups, ...backwards(only("leadsTo"))] }),
    product("added: `>` groups also backwards", { groups: [...groups, ...backwards(only("narrower"))] }),
    product("added: pairs of adjacent terms as terms", { extract: createExtractorWithPairs(extract) }),
    product("added: readings of verbs as terms", { extract: createExtractorWithReadings(extract, analyze) }),
  ];
}

async function rankerOf(ingredients: Ingredients): Promise<Ranker> {
  const retriever = await createRetriever(await toSource(ingredients));
  return async (question, limit, isServable) =>
    (await retriever.retrieve(question, { limit, isServable })).documents.map(({ document }) => document.id);
}

/** The general leads to its kinds, and what is needed leads to who needs it. */
function backwards(groups: FiledGroup[]): FiledGroup[] {
  return groups.map(({ file, relation, left, right }) => ({
    file,
    relation: "leadsTo",
    left: relation === "leadsTo" ? right : left,
    right: relation === "leadsTo" ? left : right,
  }));
}

const withoutAliases = (document: Document): Document => ({ ...document, aliases: [] });

function withoutHeadings(document: Document): Document {
  return { ...document, chunks: document.chunks.map(({ place: _, ...chunk }) => chunk) };
}

function questionOnly(document: Document): Document {
  return { ...document, chunks: document.chunks.slice(0, 1).map(({ place: _, ...chunk }) => ({ ...chunk, text: "" })) };
}

function bodyOnly(document: Document): Document {
  return withoutHeadings({ ...document, title: "", aliases: [] });
}
