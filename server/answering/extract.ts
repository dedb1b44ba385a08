import type { City } from "../cities.ts";
import { pageUrl } from "../city/contact.ts";
import { departmentFor, type Profile } from "../city/profile.ts";
import type { Citation } from "../contract.ts";
import type { Chunk, Document } from "../domain.ts";
import { answersFacet, type Facet, facetsOf } from "../retrieval/facets.ts";
import type { Retriever } from "../retrieval/retriever.ts";
import { type Draft, headed } from "./draft.ts";
import { ground } from "./ground.ts";
import type { Understood } from "./understand.ts";

/** About two phone screens: what is longer is left to the page itself. */
const maximumLength = 1000;
const maximumPassages = 6;

/** The official words of one document, checked: its opening and the passages that were asked for. */
export function extractGrounded(question: string, document: Document, { followUp }: Understood, city: City): Draft {
  const alreadyShown = followUp?.preferred.includes(document.id) ?? false;
  const chunks = selectChunks(question, document, city.retriever, alreadyShown);
  const draft = {
    statements: chunks.map((chunk, i) => ({ text: headed(chunk), citations: [i + 1] })),
    citations: chunks.map((chunk, i) => cite(chunk, document, city.profile, i + 1)),
  };
  return ground(draft, city.documents);
}

function selectChunks(question: string, document: Document, retriever: Retriever, alreadyShown: boolean): Chunk[] {
  const [lead] = document.chunks;
  if (!lead) return [];
  const asked = facetsOf(question);
  const ranked = retriever.rankChunks(question, document).map(({ chunk }) => chunk);
  if (alreadyShown) return withinLength(continuing(ranked, asked));
  const headed = ranked.filter(({ place = "" }) => asked.some(({ heading }) => heading.test(place)));
  if (headed.length > 0) return withinLength([lead, ...headed.filter((chunk) => chunk !== lead)]);
  if (document.kind === "article") return withinLength(ranked.slice(0, 2));
  const whole = document.chunks.reduce((length, { text }) => length + text.length, 0);
  if (whole <= maximumLength) return document.chunks.slice(0, maximumPassages);
  const chosen = new Set(withinLength([lead, ...ranked.filter((chunk) => chunk !== lead)]));
  return document.chunks.filter((chunk) => chosen.has(chunk));
}

/** The resident has the document before them: only the passages that answer what is asked now. */
function continuing(ranked: Chunk[], asked: Facet[]): Chunk[] {
  const answering = ranked.filter((chunk) => answersFacet(chunk, asked));
  return (answering.length > 0 ? answering : ranked).slice(0, 2);
}

function withinLength(chunks: Chunk[]): Chunk[] {
  let length = 0;
  return chunks.slice(0, maximumPassages).filter(({ text }, i) => {
    length += text.length;
    return i === 0 || length <= maximumLength;
  });
}

function cite(chunk: Chunk, document: Document, profile: Profile, number: number): Citation {
  return {
    number,
    documentId: document.id,
    title: document.title,
    url: pageUrl(profile, document.url),
    quote: chunk.text,
    ...(chunk.place && { place: chunk.place }),
    department: departmentFor(profile, document).name,
    updatedAt: document.updatedAt,
  };
}
