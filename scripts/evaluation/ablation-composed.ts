import type { Document } from "../../server/domain.ts";
import { createHomophones } from "../../server/retrieval/homophones.ts";
import { createKeywordSearch } from "../../server/retrieval/keyword-search.ts";
import { createQueryReader } from "../../server/retrieval/query.ts";
import type { RetrieverSource } from "../../server/retrieval/retriever.ts";
import { createSpellingCorrector } from "../../server/retrieval/spelling.ts";
import { createTitleMatch } from "../../server/retrieval/title-match.ts";
import { createVectorSearch } from "../../server/retrieval/vector-search.ts";

/** question → ids of documents, best first. */
export type Ranker = (
  question: string,
  limit: number,
  isServable: (document: Document) => boolean,
) => Promise<string[]>;

/** Parts that sit inside the retriever. */
export const innerParts = ["keywords", "bigrams", "titleShare", "facets", "spelling", "similarity"] as const;
export type InnerPart = (typeof innerParts)[number];

/** As in server/retrieval/retriever.ts; that both rank alike is tested, and checked anew by each ablation. */
const candidates = 50;
const weights = { similarity: 0.25, titleShare: 0.25, facets: 0.05 };
const articleShare = 0.5;

/** The retriever put together anew from the same pieces, so that one inside it can be left out. */
export async function composeRanker(source: RetrieverSource, leftOut: InnerPart[] = []): Promise<Ranker> {
  const { documents, extract } = source;
  const use = (part: InnerPart) => !leftOut.includes(part);
  const keywords = createKeywordSearch(documents, extract);
  const read = createQueryReader({
    ...source,
    isKnown: keywords.isKnown,
    correct: use("spelling") ? createSpellingCorrector(keywords.terms()) : () => [],
    homophones: createHomophones(keywords.terms(), source.analyze),
  });
  const matchTitles = createTitleMatch(documents, extract, keywords.idf);
  const searchVectors = await createVectorSearch(source);

  return async (question, limit, isServable) => {
    const whole = read(question);
    const query = use("bigrams") ? whole : { ...whole, bigrams: new Set<string>() };
    const titles = matchTitles(query);
    const similarity = use("similarity") ? await searchVectors(query.text, candidates) : new Map<number, number>();
    const hits = use("keywords") ? keywords.search(query, candidates) : [];
    const scores = new Map(hits.map(({ document, score }) => [document, score]));
    const facetWeight = use("facets") ? weights.facets * (1 + 2 / Math.max(1, query.terms.size)) : 0;
    const shareWeight = use("titleShare") ? weights.titleShare : 0;
    const scoreOf = (number: number) => {
      const agreement = shareWeight * titles.share(number) + facetWeight * titles.facets(number);
      const share = documents[number]!.kind === "article" ? articleShare : 1;
      return (scores.get(number) ?? 0) + weights.similarity * (similarity.get(number) ?? 0) + share * agreement;
    };
    return [...new Set([...scores.keys(), ...similarity.keys()])]
      .map((number) => ({ number, score: scoreOf(number) }))
      .filter(({ number }) => isServable(documents[number]!))
      .sort((a, b) => b.score - a.score || a.number - b.number)
      .slice(0, limit)
      .map(({ number }) => documents[number]!.id);
  };
}
