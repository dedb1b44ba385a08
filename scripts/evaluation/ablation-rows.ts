import type { Document } from "../../server/domain.ts";
import { createRetriever } from "../../server/retrieval/retriever.ts";
import {
  createBm25,
  createExtractorWithoutFolding,
  createExtractorWithoutStopWords,
  createExtractorWithPairs,
  createExtractorWithReadings,
  createLemmaExtractor,
} from "./ablation-baseline.ts";
import { composeRanker, type InnerPart, innerParts, type Ranker } from "./ablation-composed.ts";
import { type FiledGroup, type Ingredients, toSource } from "./ablation-source.ts";

/** One line of the ablation: a name and the ranker it stands for. */
export interface AblationRow {
  name: string;
  create(): Promise<Ranker>;
}

export const productName = "**the product**";
/** Marks rows that are measured on the retriever put together anew. */
const composed = "†";

/** All rows, the product second. */
export function ablationRows(whole: Ingredients): AblationRow[] {
  const { documents, extract, analyze, groups } = whole;
  const product = (name: string, change: Partial<Ingredients>): AblationRow => ({
    name,
    create: async () => rankerOf({ ...whole, ...change }),
  });
  const inner = (name: string, ...leftOut: InnerPart[]): AblationRow => ({
    name: `${name} ${composed}`,
    create: async () => composeRanker(await toSource(whole), leftOut),
  });
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
    inner("vectors alone", ...innerParts.filter((part) => part !== "similarity")),
    inner("no character bigrams", "bigrams"),
    inner("no title share", "titleShare"),
    inner("no facets", "facets"),
    inner("neither title share nor facets", "titleShare", "facets"),
    inner("no spelling correction", "spelling"),
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
