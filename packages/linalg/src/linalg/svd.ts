import type { NDArray } from '../ndarray.ts';
import { hostMatrices, resultArray } from './host-matrices.ts';
import { singularParts } from './singular.ts';

/** What `svd` finds: u · diag(s) · vh is the matrix. */
export interface SVD {
  /** Orthonormal columns: (…, m, k), with k = min(m, n); (…, m, m) with `fullMatrices`. */
  readonly u: NDArray;
  /** Singular values, none negative, in descending order: (…, k). */
  readonly s: NDArray;
  /** Orthonormal rows: (…, k, n); (…, n, n) with `fullMatrices`. */
  readonly vh: NDArray;
}

/**
 * Singular value decomposition of a matrix (…, m, n): turn, stretch, turn. `fullMatrices` completes u and vh to square
 * matrices; it is off by default, as u would have m × m elements (NumPy's default is on).
 *
 * @example
 * ```ts
 * import { array, linalg } from '@zero-to-gpt/linalg';
 *
 * linalg.svd(array([[3, 0], [0, -4], [0, 0]])).s.toArray(); // → [4, 3]
 * ```
 * @throws RangeError where there are fewer than two axes, or a NaN or an infinity
 */
export function svd(x: NDArray, { fullMatrices = false }: { fullMatrices?: boolean } = {}): SVD {
  const { batch, rows, columns, items } = hostMatrices(x, 'decompose');
  const k = Math.min(rows, columns);
  const [left, right] = fullMatrices ? [rows, columns] : [k, k];
  const parts = items.map((item) => singularParts(item, rows, columns, fullMatrices));
  return {
    u: resultArray(
      parts.map(({ u }) => u),
      [...batch, rows, left],
      x,
    ),
    s: resultArray(
      parts.map(({ values }) => values),
      [...batch, k],
      x,
    ),
    vh: resultArray(
      parts.map(({ vh }) => vh),
      [...batch, right, columns],
      x,
    ),
  };
}
