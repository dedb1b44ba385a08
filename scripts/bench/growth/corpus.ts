import type { Document } from "../../../server/domain.ts";
import type { Analyzer } from "../../../server/retrieval/morphology/analyzer.ts";
import { createRandom, type Random } from "../../random.ts";
import { createWords, type Piece, type Words } from "./words.ts";

/** Fixed, so that a small corpus is the beginning of a large one. */
const seed = 20261122;
/** Share of a text's words that others stand for, lowest and highest. */
const replaced = { from: 0.2, to: 0.7 };
/** How often a word gets another before it, as in 「粗大ごみの収集」. */
const insertedShare = 0.05;
/** How often a text gets a sentence of another text, and how often a sentence is left out. */
const foreignShare = 0.4;
const droppedShare = 0.15;

/** A passage of the real corpus, taken apart. */
interface Model {
  document: Document;
  place: string | undefined;
  title: Piece[];
  aliases: Piece[][];
  sentences: Piece[][];
}

/**
 * Makes so many documents of one passage each out of real ones: the shape of a passage stays, about half of its nouns
 * become others of their class, sentences come and go. How frequent words are stays as in the corpus, the vocabulary
 * grows with size, no two titles are the same.
 */
export function growCorpus(documents: Document[], count: number, analyze: Analyzer): Document[] {
  const random = createRandom(seed);
  const words = createWords(analyze, random);
  const models = documents.flatMap((document) => toModels(document, words));
  const titles = new Set<string>();
  return Array.from({ length: count }, (_, number) => {
    const model = random.pick(models);
    const share = replaced.from + random.share() * (replaced.to - replaced.from);
    const write = (pieces: Piece[]) => rewrite(pieces, share, words, random);
    let title = write(model.title);
    while (titles.has(title)) title = `${title}（${words.coin()}）`;
    titles.add(title);
    const kept = model.sentences.filter((_sentence, i) => i === 0 || random.share() > droppedShare);
    if (random.share() < foreignShare) kept.push(random.pick(random.pick(models).sentences));
    const text = kept.map(write).join("");
    return toDocument(number, model, { title, aliases: model.aliases.map(write), text });
  });
}

function toModels(document: Document, words: Words): Model[] {
  const title = words.learn(document.title);
  const aliases = document.aliases.map(words.learn);
  return document.chunks.map(({ place, text }, number) => ({
    document,
    place,
    title,
    // Each passage gets its share: a document's other ways of asking are not said once a passage.
    aliases: aliases.filter((_, i) => i % document.chunks.length === number),
    sentences: text.split(/(?<=[。\n])/).map(words.learn),
  }));
}

function rewrite(pieces: Piece[], share: number, words: Words, random: Random): string {
  return pieces
    .map(({ surface, wordClass }) => {
      if (!wordClass) return surface;
      const word = random.share() < share ? words.draw(wordClass) : surface;
      return random.share() < insertedShare ? `${words.draw(wordClass)}の${word}` : word;
    })
    .join("");
}

function toDocument(
  number: number,
  { document, place }: Model,
  { title, aliases, text }: { title: string; aliases: string[]; text: string },
): Document {
  const id = `grown-${number}`;
  const chunk = { id: `${id}#0`, documentId: id, ...(place !== undefined && { place }), text, digest: "" };
  return { ...document, id, title, aliases, url: `/${id}.html`, related: [], chunks: [chunk] };
}
