import type { SimilarityScale } from "../domain.ts";
import { dotProduct, toUnit } from "./vectors.ts";

/** A published question as a vector, and its document's passages. */
export interface ScaleSample {
  question: ArrayLike<number>;
  passages: ArrayLike<number>[];
}

/** The cosines as they come, for a corpus too small to measure. */
export const plainScale: SimilarityScale = { unrelated: 0, own: 1 };
/** With fewer questions a median is chance. */
export const fewestSamples = 8;
/** A model that tells its own documents from others by less than this tells nothing. */
const leastDifference = 0.01;

/** Measures the scale on published questions whose answers are known: their own documents. */
export function measureScale(samples: ScaleSample[]): SimilarityScale {
  const usable = samples.filter(({ passages }) => passages.length > 0);
  if (usable.length < fewestSamples) return plainScale;
  const own = usable.map(({ question, passages }) => nearest(question, passages));
  // Half the list away, so that neighbours in a file, which are often about one subject, do not meet.
  const away = usable.length >> 1;
  const unrelated = usable.map(({ question }, i) => cosine(question, usable[(i + away) % usable.length]!.passages[0]!));
  const scale = { unrelated: median(unrelated), own: median(own) };
  return scale.own - scale.unrelated < leastDifference ? plainScale : scale;
}

/** A cosine on the scale; 0 for anything less related than the unrelated. */
export function onScale(similarity: number, { unrelated, own }: SimilarityScale): number {
  return Math.max(0, (similarity - unrelated) / (own - unrelated));
}

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) => dotProduct(toUnit(a), toUnit(b));

const nearest = (question: ArrayLike<number>, passages: ArrayLike<number>[]) =>
  Math.max(...passages.map((passage) => cosine(question, passage)));

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
