/** Numbers drawn from a fixed sequence. */
export interface Random {
  /** In [0, 1). */
  share(): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
}

/** mulberry32, a small generator: the same seed gives the same sequence everywhere. */
export function createRandom(seed: number): Random {
  let state = seed;
  const share = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { share, pick: (list) => list[Math.floor(share() * list.length)]! };
}
