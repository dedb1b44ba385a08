import type { Analyzer } from "../../../server/retrieval/morphology/analyzer.ts";
import type { Random } from "../../random.ts";

/** A part of a text: what stands there, and of which class it is where another word may stand for it. */
export interface Piece {
  surface: string;
  wordClass?: string;
}

/** Draws words as a growing corpus would use them. */
export interface Words {
  /** Takes a text apart; its words are drawn from then on. */
  learn(text: string): Piece[];
  /** A word of the class: often an old one, at times a new one. */
  draw(wordClass: string): string;
  /** A new word. */
  coin(): string;
}

/** Heaps' law: a text n times as long has n^0.6 times as many words; 0.4–0.6 is usual. */
const heapsExponent = 0.6;
const katakana = /^[ァ-ヶー]{3,}$/;
const letters = /^[\p{Script=Han}ァ-ヶー]{2,}$/u;
/** Names with letters of the Latin script are left alone: they are parts of addresses and units. */
const isReplaceable = (pos: string, surface: string) =>
  /^名詞,(?:一般|サ変接続|固有名詞)/.test(pos) && letters.test(surface);

interface Urn {
  /** Every use of a word, so that a draw is as likely to give a word as the word is frequent. */
  uses: string[];
  learntUses: number;
  learntWords: Set<string>;
}

/**
 * A Simon process (Biometrika 42, 1955): a word is drawn as often as it was used so far, and every use counts,
 * which keeps the frequencies Zipf-like; new words come at the rate of Heaps' law. New words are in katakana,
 * the head of one word and the tail of another (プラネット, ポータル → プラタル): one term each to the analyser.
 */
export function createWords(analyze: Analyzer, random: Random): Words {
  const urns = new Map<string, Urn>();
  const models: string[] = [];

  function urnOf(wordClass: string): Urn {
    const urn = urns.get(wordClass) ?? { uses: [], learntUses: 0, learntWords: new Set() };
    urns.set(wordClass, urn);
    return urn;
  }

  function coin(): string {
    const [head, tail] = [random.pick(models), random.pick(models)];
    const cut = (word: string) => 1 + Math.floor(random.share() * (word.length - 1));
    const coined = head.slice(0, cut(head)) + tail.slice(cut(tail));
    return /^[ァ-ヶ][ァ-ヶー]{2,9}$/.test(coined) ? coined : coin();
  }

  function toPiece(surface: string, pos: string): Piece {
    if (katakana.test(surface)) models.push(surface);
    if (!isReplaceable(pos, surface)) return { surface };
    const urn = urnOf(pos);
    urn.uses.push(surface);
    urn.learntUses++;
    urn.learntWords.add(surface);
    return { surface, wordClass: pos };
  }

  return {
    coin,
    learn: (text) => analyze(text).map(({ surface, pos }) => toPiece(surface, pos)),
    draw(wordClass) {
      const { uses, learntUses, learntWords } = urnOf(wordClass);
      const growth = (uses.length / learntUses) ** (heapsExponent - 1);
      const isNew = random.share() < ((heapsExponent * learntWords.size) / learntUses) * growth;
      const word = isNew ? coin() : random.pick(uses);
      uses.push(word);
      return word;
    },
  };
}
