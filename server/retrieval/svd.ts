import type { SparseRow } from "./corpus-embeddings.ts";

/**
 * Leading right singular vectors of a sparse matrix by randomised subspace iteration
 * (Halko, Martinsson & Tropp 2011, algorithm 4.4), with a fixed seed: the same corpus gives the same vectors.
 * Returns one row of `rank` numbers a column of the matrix.
 */
export function truncatedSvd(rows: SparseRow[], columns: number, rank: number): Float32Array {
  /** Extra directions make the leading ones exact sooner. */
  const width = Math.min(rank + 16, columns, rows.length);
  const iterations = 4;
  let basis = randomMatrix(columns, width);
  orthonormalise(basis, columns, width);
  for (let i = 0; i < iterations; i++) {
    basis = multiplyTransposed(rows, multiply(rows, basis, width), columns, width);
    orthonormalise(basis, columns, width);
  }
  const result = new Float32Array(columns * rank);
  for (let column = 0; column < columns; column++)
    for (let d = 0; d < Math.min(rank, width); d++) result[column * rank + d] = basis[column * width + d]!;
  return result;
}

/** A · B for a dense B of `width` columns. */
function multiply(rows: SparseRow[], dense: Float64Array, width: number): Float64Array {
  const product = new Float64Array(rows.length * width);
  rows.forEach((row, r) => {
    for (const [column, value] of row)
      for (let d = 0; d < width; d++) product[r * width + d]! += value * dense[column * width + d]!;
  });
  return product;
}

/** Aᵀ · B for a dense B of `width` columns. */
function multiplyTransposed(rows: SparseRow[], dense: Float64Array, columns: number, width: number): Float64Array {
  const product = new Float64Array(columns * width);
  rows.forEach((row, r) => {
    for (const [column, value] of row)
      for (let d = 0; d < width; d++) product[column * width + d]! += value * dense[r * width + d]!;
  });
  return product;
}

/** Modified Gram–Schmidt over the columns, in place, by rows so that memory is read in order. */
function orthonormalise(matrix: Float64Array, height: number, width: number): void {
  for (let d = 0; d < width; d++) {
    let squares = 0;
    for (let r = 0; r < height; r++) squares += matrix[r * width + d]! ** 2;
    const scale = squares > 1e-20 ? 1 / Math.sqrt(squares) : 0;
    const dots = new Float64Array(width);
    for (let r = 0; r < height; r++) {
      const value = matrix[r * width + d]! * scale;
      matrix[r * width + d] = value;
      if (value !== 0) for (let e = d + 1; e < width; e++) dots[e]! += value * matrix[r * width + e]!;
    }
    for (let r = 0; r < height; r++) {
      const value = matrix[r * width + d]!;
      if (value !== 0) for (let e = d + 1; e < width; e++) matrix[r * width + e]! -= value * dots[e]!;
    }
  }
}

/** Entries in [-0.5, 0.5) from mulberry32, a small generator with a fixed seed. */
function randomMatrix(height: number, width: number): Float64Array {
  let state = 0x6d616467;
  return Float64Array.from({ length: height * width }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296 - 0.5;
  });
}
