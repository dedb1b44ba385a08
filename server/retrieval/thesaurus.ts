import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TermExtractor } from "./terms.ts";

/**
 * The municipal thesaurus: which administrative words answer which everyday ones.
 * One group a line in a text file that staff can add to:
 *
 *     国保 = 国民健康保険                      same: may stand for one another
 *     粗大ごみ > ソファ, ベッド                 narrower: the right ones are kinds of the left one
 *     バイクを売った, 原付を譲った => 廃車, 名義変更   leads to: who says the left needs the right
 */

/** How much an expansion counts beside a word of the question itself. */
export const relationWeights = {
  same: 0.8,
  /** A kind of something is answered under its general name … */
  broader: 0.5,
  /** … and now and then the other way round. */
  narrower: 0.15,
  leadsTo: 0.5,
  /** An official term finds entries written in everyday words. */
  ledFrom: 0.1,
} as const;

/** Words of a trigger may stand this many words further apart in a question than in the thesaurus. */
const looseness = 4;

export interface Thesaurus {
  /** Terms of a question → further terms with their weights. */
  expand(terms: string[]): Map<string, number>;
  groups: number;
}

export interface ThesaurusProblem {
  line: number;
  text: string;
}

/** A line of a thesaurus file. */
export interface Group {
  relation: "same" | "narrower" | "leadsTo";
  left: string[];
  right: string[];
}

interface Trigger {
  terms: string[];
  targets: { terms: string[]; weight: number }[];
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
  const members = line
    .split(" = ")
    .map((term) => term.trim())
    .filter(Boolean);
  return members.length > 1 ? { relation: "same", left: members, right: [] } : undefined;
}

/** Reads the thesaurus that all cities share. */
export async function readBaseThesaurus(): Promise<Group[]> {
  const folder = join(import.meta.dirname, "thesaurus");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".txt")).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return texts.flatMap((text) => parseThesaurus(text));
}

/** Compiles groups into triggers over terms. */
export function createThesaurus(groups: Group[], extract: TermExtractor): Thesaurus {
  const triggers = new Map<string, Trigger>();
  const connect = (from: string[], to: string[], weight: number) => {
    for (const source of from) {
      const terms = extract(source);
      if (terms.length === 0) continue;
      const key = terms.join(" ");
      const trigger = triggers.get(key) ?? { terms, targets: [] };
      triggers.set(key, trigger);
      for (const target of to) {
        const targetTerms = extract(target);
        if (target !== source && targetTerms.length > 0) trigger.targets.push({ terms: targetTerms, weight });
      }
    }
  };
  for (const { relation, left, right } of groups) {
    if (relation === "same") connect(left, left, relationWeights.same);
    if (relation === "narrower") {
      connect(right, left, relationWeights.broader);
      connect(left, right, relationWeights.narrower);
    }
    if (relation === "leadsTo") {
      connect(left, right, relationWeights.leadsTo);
      connect(right, left, relationWeights.ledFrom);
    }
  }
  const byFirstTerm = new Map<string, Trigger[]>();
  for (const trigger of triggers.values()) {
    const first = trigger.terms[0]!;
    byFirstTerm.set(first, [...(byFirstTerm.get(first) ?? []), trigger]);
  }
  return { groups: groups.length, expand: (terms) => expand(terms, byFirstTerm) };
}

function expand(terms: string[], byFirstTerm: Map<string, Trigger[]>): Map<string, number> {
  const positions = new Map<string, number[]>();
  terms.forEach((term, i) => {
    positions.set(term, [...(positions.get(term) ?? []), i]);
  });
  const expansions = new Map<string, number>();
  for (const term of positions.keys()) {
    for (const trigger of byFirstTerm.get(term) ?? []) {
      if (!isNear(trigger.terms, positions)) continue;
      for (const target of trigger.targets) {
        // A phrase of several words counts as much as one word, shared among them.
        const weight = target.weight / Math.sqrt(target.terms.length);
        for (const word of target.terms)
          if (!positions.has(word)) expansions.set(word, Math.max(expansions.get(word) ?? 0, weight));
      }
    }
  }
  return expansions;
}

/** All words of the trigger stand in the question, close to each other, in whatever order. */
function isNear(trigger: string[], positions: Map<string, number[]>): boolean {
  if (trigger.length === 1) return positions.has(trigger[0]!);
  const lists: number[][] = [];
  for (const term of trigger) {
    const list = positions.get(term);
    if (!list) return false;
    lists.push(list);
  }
  const limit = trigger.length - 1 + looseness;
  return lists[0]!.some((start) => lists.every((list) => list.some((at) => Math.abs(at - start) <= limit)));
}
