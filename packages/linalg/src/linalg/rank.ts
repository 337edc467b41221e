import { fromData } from '../create.ts';
import type { NDArray } from '../ndarray.ts';
import { hostMatrices, resultArray, transposed } from './host-matrices.ts';
import { cutOf, minimumNorm, type RankOptions, rankOf, singularParts } from './singular.ts';

/**
 * Number of independent rows (or columns) of a matrix: (…, m, n) → (…), int32. The singular values that are not zero
 * to rounding are counted.
 * @throws RangeError where there are fewer than two axes, or a NaN or an infinity
 */
export function matrixRank(x: NDArray, { rtol }: RankOptions = {}): NDArray {
  const { batch, rows, columns, items } = hostMatrices(x, 'find the rank of');
  const ranks = items.map((item) => rankOf(singularParts(item, rows, columns).values, cutOf(x, rows, columns, rtol)));
  return fromData(Int32Array.from(ranks), batch, { device: x.device });
}

/**
 * Moore and Penrose's inverse of any matrix: (…, m, n) → (…, n, m). pinv(a)·b is the shortest x that makes a·x come
 * closest to b.
 * @throws RangeError where there are fewer than two axes, or a NaN or an infinity
 */
export function pinv(x: NDArray, { rtol }: RankOptions = {}): NDArray {
  const { batch, rows, columns, items } = hostMatrices(x, 'invert');
  const k = Math.min(rows, columns);
  const parts = items.map((item) => {
    const { values, u, vh } = singularParts(item, rows, columns);
    const rank = rankOf(values, cutOf(x, rows, columns, rtol));
    return minimumNorm(values, vh, rank, transposed(u, rows, k), rows, columns);
  });
  return resultArray(parts, [...batch, columns, rows], x);
}

/**
 * Condition number: the largest singular value over the smallest, (…, m, n) → (…). How much a relative error of the
 * right side can grow in `solve`; Infinity where the matrix is singular.
 * @throws RangeError where there are fewer than two axes, where the matrix is empty, or where an element is NaN or infinite
 */
export function cond(x: NDArray): NDArray {
  const { batch, rows, columns, items } = hostMatrices(x, 'find the condition of');
  if (rows === 0 || columns === 0)
    throw new RangeError(`Cannot find the condition of [${x.shape}]: it has no elements`);
  const parts = items.map((item) => {
    const { values } = singularParts(item, rows, columns);
    return Float64Array.of(values.at(-1) === 0 ? Infinity : values[0]! / values.at(-1)!);
  });
  return resultArray(parts, batch, x);
}
