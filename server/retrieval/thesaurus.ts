import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../paths.ts";
import type { TermExtractor } from "./terms.ts";

/**
 * The municipal thesaurus: which administrative words answer which everyday ones.
 * One group a line in a text file that staff can add to:
 *
 *     国保 = 国民健康保険                      same: may stand for one another
 *     手順 ~ 段取り                           similar: nearly the same, in general language
 *     粗大ごみ > ソファ, ベッド                 narrower: the right ones are kinds of the left one
 *     バイクを売った, 原付を譲った => 廃車, 名義変更   leads to: who says the left needs the right
 */

/** How much an expansion counts beside a word of the question itself. */
const relationWeights = {
  same: 0.8,
  similar: 0.5,
  /** A kind of something is answered under its general name; the other way round was measured to gain nothing. */
  narrower: 0.5,
  leadsTo: 0.5,
} as const;

/** Words of a group may stand this many words further apart in a question than in the thesaurus. */
const looseness = 3;

export interface Thesaurus {
  /** The groups whose words stand in a question. */
  match(terms: string[]): Concept[];
  /** What it was made from. */
  groups: Group[];
}

/** Words of a question and what may stand for them. */
export interface Concept {
  terms: string[];
  targets: Target[];
}

export interface Target {
  terms: string[];
  /** 0–1, beside a word of the question itself. */
  weight: number;
}

export interface ThesaurusProblem {
  line: number;
  text: string;
}

/** A line of a thesaurus file. */
export interface Group {
  relation: "same" | "similar" | "narrower" | "leadsTo";
  left: string[];
  right: string[];
}

/** Reads the lines of thesaurus files; lines that are no group are handed to `onProblem`. */
export function parseThesaurus(text: string, onProblem: (problem: ThesaurusProblem) => void = () => {}): Group[] {
  return text.split("\n").flatMap((raw, i) => {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) return [];
    const group = parseGroup(line);
    if (!group) onProblem({ line: i + 1, text: line });
    return group ?? [];
  });
}

function parseGroup(line: string): Group | undefined {
  const list = (text: string) =>
    text
      .split(/[,、]/)
      .map((term) => term.trim())
      .filter(Boolean);
  for (const [mark, relation] of [
    [" => ", "leadsTo"],
    [" > ", "narrower"],
  ] as const) {
    const [left, right, ...rest] = line.split(mark);
    if (right === undefined) continue;
    const group = { relation, left: list(left!), right: list(right) };
    return rest.length === 0 && group.left.length > 0 && group.right.length > 0 ? group : undefined;
  }
  for (const [mark, relation] of [
    [" = ", "same"],
    [" ~ ", "similar"],
  ] as const) {
    const left = line
      .split(mark)
      .map((term) => term.trim())
      .filter(Boolean);
    if (left.length > 1) return { relation, left, right: [] };
  }
  return undefined;
}

/** The folder of the groups that all cities share. */
export const thesaurusFolder = join(projectRoot, "server/retrieval/thesaurus");

/** Reads the groups that all cities share. */
export async function readBaseGroups(): Promise<Group[]> {
  const names = (await readdir(thesaurusFolder)).filter((name) => name.endsWith(".txt")).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(thesaurusFolder, name), "utf8")));
  return texts.flatMap((text) => parseThesaurus(text));
}

/** Makes a thesaurus of groups; compiling the concepts is the slow part, so they may be given. */
export function createThesaurus(
  groups: Group[],
  extract: TermExtractor,
  concepts: Concept[] = compileConcepts(groups, extract),
): Thesaurus {
  const byTerm = byRarestTerm(concepts);
  return { groups, match: (terms) => match(terms, byTerm) };
}

/** Groups as what to look for when certain words stand in a question. */
export function compileConcepts(groups: Group[], extract: TermExtractor): Concept[] {
  const concepts = new Map<string, Concept>();
  const connect = (from: string[], to: string[], weight: number) => {
    for (const source of from) {
      const terms = extract(source);
      if (terms.length === 0) continue;
      const key = terms.join(" ");
      const concept = concepts.get(key) ?? { terms, targets: [] };
      concepts.set(key, concept);
      for (const target of to) if (target !== source) addTarget(concept, extract(target), weight);
    }
  };
  for (const { relation, left, right } of groups) {
    if (relation === "same") connect(left, left, relationWeights.same);
    if (relation === "similar") connect(left, left, relationWeights.similar);
    if (relation === "narrower") connect(right, left, relationWeights.narrower);
    if (relation === "leadsTo") connect(left, right, relationWeights.leadsTo);
  }
  return [...concepts.values()];
}

/** Concepts by the one of their terms that the fewest concepts have: 「申請」 stands in hundreds. */
function byRarestTerm(concepts: Concept[]): Map<string, Concept[]> {
  const counts = new Map<string, number>();
  for (const { terms } of concepts) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const byTerm = new Map<string, Concept[]>();
  for (const concept of concepts) {
    const rarest = concept.terms.reduce((best, term) => (counts.get(term)! < counts.get(best)! ? term : best));
    const list = byTerm.get(rarest);
    if (list) list.push(concept);
    else byTerm.set(rarest, [concept]);
  }
  return byTerm;
}

/** A thesaurus over another: a city's own words beside those that all cities share. */
export function joinThesauri(...parts: Thesaurus[]): Thesaurus {
  return {
    groups: parts.flatMap(({ groups }) => groups),
    match: (terms) => parts.flatMap((part) => part.match(terms)),
  };
}

/** The same words may be reached by several groups: the strongest relation counts. */
function addTarget({ terms: source, targets }: Concept, terms: string[], weight: number): void {
  const distinct = [...new Set(terms)];
  if (distinct.length === 0 || distinct.every((term) => source.includes(term))) return;
  const key = distinct.join(" ");
  const known = targets.find((target) => target.terms.join(" ") === key);
  if (known) known.weight = Math.max(known.weight, weight);
  else targets.push({ terms: distinct, weight });
}

function match(terms: string[], byTerm: Map<string, Concept[]>): Concept[] {
  const positions = new Map<string, number[]>();
  terms.forEach((term, i) => {
    const list = positions.get(term);
    if (list) list.push(i);
    else positions.set(term, [i]);
  });
  const found: Concept[] = [];
  for (const term of positions.keys())
    for (const concept of byTerm.get(term) ?? [])
      if (concept.terms.length === 1 || isNear(concept.terms, positions)) found.push(concept);
  return found;
}

/** All words of a concept stand in the question, in their order and close to each other. */
function isNear(words: string[], positions: Map<string, number[]>): boolean {
  // Nearly every concept fails here; the rest is looked at only for the few that do not.
  for (const word of words) if (!positions.has(word)) return false;
  const limit = words.length - 1 + looseness;
  return positions.get(words[0]!)!.some((start) => {
    let at = start;
    for (let i = 1; i < words.length; i++) {
      const next = positions.get(words[i]!)!.find((position) => position > at && position - start <= limit);
      if (next === undefined) return false;
      at = next;
    }
    return true;
  });
}
