import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SparseRow } from "../../server/retrieval/corpus-embeddings.ts";
import { truncatedSvd } from "../../server/retrieval/svd.ts";

const [rows, columns, rank] = [40, 25, 4];

const number = fc.double({ min: -1, max: 1, noNaN: true });
const matrixOf = (height: number, width: number) =>
  fc.array(fc.array(number, { minLength: width, maxLength: width }), { minLength: height, maxLength: height });
/** A matrix of the known rank: a product of two thin ones, kept well conditioned by a diagonal. */
const lowRank = fc.tuple(matrixOf(rows, rank), matrixOf(rank, columns)).map(([left, right]) =>
  multiply(
    left.map((row, r) => row.map((value, d) => value + (r % rank === d ? 3 : 0))),
    right.map((row, d) => row.map((value, c) => value + (c % rank === d ? 3 : 0))),
  ),
);

describe("the leading right singular vectors", () => {
  test("reproduce a matrix of their rank", () => {
    fc.assert(
      fc.property(lowRank, (matrix) => {
        const vectors = svd(matrix, rank);
        const projected = multiply(multiply(matrix, vectors), transposed(vectors));
        expectClose(projected, matrix, 1e-4);
      }),
      { numRuns: 30 },
    );
  });

  test("are orthonormal", () => {
    fc.assert(
      fc.property(lowRank, (matrix) => {
        const vectors = svd(matrix, rank);
        expectClose(multiply(transposed(vectors), vectors), identity(rank), 1e-5);
      }),
      { numRuns: 30 },
    );
  });

  test("lie in the order of their weight, and keep the heaviest", () => {
    const diagonal = [1, 9, 0, 4].map((value, at) => [0, 1, 2, 3].map((column) => (column === at ? value : 0)));
    const vectors = svd(diagonal, 2).map((row) => row.map(Math.abs));
    expectClose(
      vectors,
      [
        [0, 0],
        [1, 0],
        [0, 0],
        [0, 1],
      ],
      1e-3,
    );
  });

  test("are the same every time", () => {
    fc.assert(
      fc.property(lowRank, (matrix) => {
        expect(truncatedSvd(sparse(matrix), columns, rank)).toEqual(truncatedSvd(sparse(matrix), columns, rank));
      }),
      { numRuns: 5 },
    );
  });
});

test("directions beyond the rank of the matrix are zero or orthonormal, never made of rounding errors", () => {
  const vectors = truncatedSvd([[[0, 1]], [[0, 2]]], 3, 3);
  expect(Math.abs(vectors[0]!)).toBeCloseTo(1, 6);
  for (const value of vectors) expect(Math.abs(value) < 1e-6 || Math.abs(Math.abs(value) - 1) < 1e-6).toBe(true);
});

test("an empty matrix has no directions", () => {
  expect(truncatedSvd([], 0, 1)).toEqual(new Float32Array(0));
  expect(truncatedSvd([], 3, 1)).toEqual(new Float32Array(3));
  expect(truncatedSvd([[], []], 2, 1)).toEqual(new Float32Array(2));
});

/** The vectors as columns of a matrix. */
function svd(matrix: number[][], rank: number): number[][] {
  const width = matrix[0]!.length;
  const flat = truncatedSvd(sparse(matrix), width, rank);
  return Array.from({ length: width }, (_, column) => [...flat.slice(column * rank, (column + 1) * rank)]);
}

function sparse(matrix: number[][]): SparseRow[] {
  return matrix.map((row) =>
    row.flatMap((value, column) => (value === 0 ? [] : [[column, value] as [number, number]])),
  );
}

function transposed(matrix: number[][]): number[][] {
  return matrix[0]!.map((_, column) => matrix.map((row) => row[column]!));
}

function multiply(left: number[][], right: number[][]): number[][] {
  const byColumn = transposed(right);
  return left.map((row) => byColumn.map((column) => row.reduce((sum, value, i) => sum + value * column[i]!, 0)));
}

function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, r) => Array.from({ length: size }, (_, c) => (r === c ? 1 : 0)));
}

function expectClose(actual: number[][], expected: number[][], tolerance: number): void {
  const scale = Math.max(1, ...expected.flat().map(Math.abs));
  for (const [r, row] of expected.entries())
    for (const [c, value] of row.entries()) expect(Math.abs(actual[r]![c]! - value) / scale).toBeLessThan(tolerance);
}
