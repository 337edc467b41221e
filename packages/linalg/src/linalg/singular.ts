import type { NDArray } from '../ndarray.ts';
import { bidiagonalize, diagonalizeBidiagonal } from './bidiagonal.ts';
import { epsilonOf, normalize, product, scale, transposed } from './host-matrices.ts';
import { applyQ, reflectColumns } from './householder.ts';

/** A = U·diag(values)·Vᵀ for one matrix of m rows and n columns. */
export interface SingularParts {
  /** In descending order: min(m, n) of them. */
  readonly values: Float64Array;
  /** Columns of U, row by row: m × `width`. */
  readonly u: Float64Array;
  /** Rows of Vᵀ. */
  readonly vh: Float64Array;
}

/**
 * QR with column pivoting first, then Golub and Reinsch's method on the triangle R: tall matrices cost little more than
 * their QR, and R is graded from large to small, as the method likes it. Overwrites `a`.
 * @param full - completes U and V to square matrices
 */
export function singularParts(a: Float64Array, rows: number, columns: number, full = false): SingularParts {
  if (rows < columns) {
    const { values, u, vh } = singularParts(transposed(a, rows, columns), columns, rows, full);
    return { values, u: transposed(vh, rows, rows), vh: transposed(u, columns, full ? columns : rows) };
  }
  const n = columns;
  const exponent = normalize(a);
  const reflections = reflectColumns(a, rows, n, { pivot: true });
  const r = new Float64Array(n * n);
  for (let i = 0; i < n; i++) r.set(a.subarray(i * n + i, (i + 1) * n), i * n + i);
  const parts = bidiagonalize(r, n);
  diagonalizeBidiagonal(parts);
  const { diagonal, ut, vt } = parts;
  const order = Array.from(diagonal.keys()).sort((i, j) => Math.abs(diagonal[j]!) - Math.abs(diagonal[i]!));
  const values = Float64Array.from(order, (i) => Math.abs(diagonal[i]!));
  const width = full ? rows : n;
  const u = new Float64Array(rows * width);
  const vh = new Float64Array(n * n);
  for (const [to, from] of order.entries()) {
    const sign = diagonal[from]! < 0 ? -1 : 1;
    for (let j = 0; j < n; j++) {
      u[j * width + to] = sign * ut[from * n + j]!;
      vh[to * n + reflections.order[j]!] = vt[from * n + j]!;
    }
  }
  for (let i = n; i < width; i++) u[i * width + i] = 1;
  applyQ(reflections, u, width);
  scale(values, exponent);
  return { values, u, vh };
}

/** Which singular values count as zero. */
export interface RankOptions {
  /** Those below `rtol` times the largest; default max(m, n) · ε of the dtype. */
  rtol?: number;
}

/** `rtol`, or what rounding alone does to the singular values of a matrix of x's dtype. */
export function cutOf(x: NDArray, rows: number, columns: number, rtol?: number): number {
  if (rtol !== undefined && !(rtol >= 0))
    throw new RangeError(`Cannot cut singular values at rtol ${rtol}: wanted a number of at least 0`);
  return rtol ?? Math.max(rows, columns) * epsilonOf(x);
}

/** How many of the singular values are above `cut` times the largest. */
export function rankOf(values: Float64Array, cut: number): number {
  return values.filter((value) => value > cut * values[0]!).length;
}

/** V·Σ⁺·projected, with Σ's first `rank` values inverted and the others' parts left out: the shortest x. */
export function minimumNorm(
  values: Float64Array,
  vh: Float64Array,
  rank: number,
  projected: Float64Array,
  width: number,
  columns: number,
): Float64Array {
  const scaled = projected.slice(0, rank * width);
  for (let i = 0; i < scaled.length; i++) scaled[i] = scaled[i]! / values[Math.floor(i / width)]!;
  return product(transposed(vh.subarray(0, rank * columns), rank, columns), scaled, columns, rank, width);
}
