import { sameDevice } from '../compute.ts';
import { commonDType } from '../dtype.ts';
import type { NDArray } from '../ndarray.ts';
import { finiteValues, product, resultArray, transposed } from './host-matrices.ts';
import { cutOf, minimumNorm, type RankOptions, rankOf, singularParts } from './singular.ts';

/** What `lstsq` finds. */
export interface LeastSquares {
  /** The solution: (n), or (n, k) for a right side of k columns. */
  readonly x: NDArray;
  /** Sums of squares of b − a·x, one a column: () or (k). */
  readonly residuals: NDArray;
  /** Rank of a. */
  readonly rank: number;
  /** Singular values of a, in descending order: (min(m, n)). */
  readonly singularValues: NDArray;
}

/**
 * Least squares: the x that makes |b − a·x|² smallest, for a (m, n) and b (m) or (m, k). Where several do (columns that
 * depend on each other), the shortest of them. By singular values, in float64; those below `rtol` times the largest
 * count as zero.
 *
 * @example
 * ```ts
 * import { array, linalg } from '@zero-to-gpt/linalg';
 *
 * const a = array([[1, 0], [1, 1], [1, 2]], { dtype: 'float64' }); // a line through (0, 1), (1, 3), (2, 5)
 * const { x, rank } = linalg.lstsq(a, array([1, 3, 5], { dtype: 'float64' }));
 * x.toString(); // → '[1. 2.]'
 * rank; // → 2
 * ```
 * @throws RangeError where a is no matrix, where b has another number of rows, or where an element is NaN or infinite
 */
export function lstsq(a: NDArray, b: NDArray, { rtol }: RankOptions = {}): LeastSquares {
  sameDevice(a, b);
  commonDType(a.dtype, b.dtype);
  if (a.ndim !== 2) throw new RangeError(`Cannot fit [${a.shape}]: wanted one matrix (2 axes)`);
  if (b.ndim !== 1 && b.ndim !== 2)
    throw new RangeError(`Cannot fit [${a.shape}] to [${b.shape}]: wanted a vector or a matrix of columns`);
  const [rows, columns] = [a.shape[0]!, a.shape[1]!];
  if (b.shape[0] !== rows)
    throw new RangeError(
      `Cannot fit [${a.shape}] to [${b.shape}]: the right side has ${b.shape[0]} rows, wanted ${rows}`,
    );
  const width = b.shape[1] ?? 1;
  const [matrix, right] = [finiteValues(a, 'fit'), finiteValues(b, 'fit to')];
  const { values, u, vh } = singularParts(matrix.slice(), rows, columns);
  const rank = rankOf(values, cutOf(a, rows, columns, rtol));
  const k = values.length;
  const projected = product(transposed(u, rows, k), right, k, rows, width); // uᵀ b
  const x = minimumNorm(values, vh, rank, projected, width, columns);
  const fitted = product(matrix, x, rows, columns, width);
  const residuals = new Float64Array(width);
  for (let i = 0; i < fitted.length; i++) {
    const rest = right[i]! - fitted[i]!;
    residuals[i % width] = residuals[i % width]! + rest * rest;
  }
  const like = a.dtype === 'uint8' ? b : a;
  const tail = b.shape.slice(1);
  return {
    x: resultArray([x], [columns, ...tail], like),
    residuals: resultArray([residuals], tail, like),
    rank,
    singularValues: resultArray([values], [k], like),
  };
}
