/** Sum of the products of two vectors of one length. Takes one kind of array only, for which it is compiled well. */
export function dotProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The vector of length 1 in the same direction; the zero vector as it is. */
export function toUnit(vector: ArrayLike<number>): Float32Array {
  const unit = Float32Array.from(vector);
  const length = Math.sqrt(dotProduct(unit, unit)) || 1;
  for (let i = 0; i < unit.length; i++) unit[i]! /= length;
  return unit;
}
