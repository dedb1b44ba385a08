/** A sparse sum over documents in a dense array that is used again for every question. */
export interface Accumulator {
  values: Float64Array;
  /** Documents with a value, in the order they got one. */
  touched: number[];
  add(document: number, value: number): void;
  /** Keeps the larger of the value there and this one. */
  raise(document: number, value: number): void;
  clear(): void;
}

export function createAccumulator(size: number): Accumulator {
  const values = new Float64Array(size);
  const accumulator: Accumulator = {
    values,
    touched: [],
    add(document, value) {
      if (values[document] === 0) accumulator.touched.push(document);
      values[document]! += value;
    },
    raise(document, value) {
      if (values[document] === 0) accumulator.touched.push(document);
      if (value > values[document]!) values[document] = value;
    },
    clear() {
      for (const document of accumulator.touched) values[document] = 0;
      accumulator.touched = [];
    },
  };
  return accumulator;
}
