import { LRUCache } from "lru-cache";

/** A pure function of a text that remembers the answers to the texts it was asked last. */
export function remember<T extends object>(compute: (text: string) => T, max: number): (text: string) => T {
  const recent = new LRUCache<string, T>({ max });
  return (text) => {
    const known = recent.get(text);
    if (known) return known;
    const answer = compute(text);
    recent.set(text, answer);
    return answer;
  };
}
