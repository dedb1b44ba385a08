/** A sparse sum over documents in dense arrays that are used again for every question. */
export interface Accumulator {
  values: Float64Array;
  /** Documents with a value, in the order they got one; valid until the next change. */
  touched(): Int32Array;
  add(document: number, value: number): void;
  /** Keeps the larger of the value there and this one. */
  raise(document: number, value: number): void;
  clear(): void;
}

export function createAccumulator(size: number): Accumulator {
  const values = new Float64Array(size);
  const list = new Int32Array(size);
  let count = 0;
  return {
    values,
    touched: () => list.subarray(0, count),
    add(document, value) {
      if (value === 0) return;
      if (values[document] === 0) list[count++] = document;
      values[document]! += value;
    },
    raise(document, value) {
      if (value <= values[document]!) return;
      if (values[document] === 0) list[count++] = document;
      values[document] = value;
    },
    clear() {
      for (let i = 0; i < count; i++) values[list[i]!] = 0;
      count = 0;
    },
  };
}
