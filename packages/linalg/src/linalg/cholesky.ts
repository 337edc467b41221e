import type { NDArray } from '../ndarray.ts';
import { ofMatrix, resultArray, scale, tame } from './host-matrices.ts';
import { symmetricMatrices } from './symmetric.ts';

/**
 * The lower triangle L with L·Lᵀ = a for a symmetric, positive definite matrix (…, n, n): a square root of a. Half the
 * work of Gaussian elimination, and no pivoting needed.
 * @throws RangeError where a is not square, not symmetric (NumPy would read the lower triangle), or not positive
 * definite: then the first leading minor that is not positive is named
 */
export function cholesky(a: NDArray): NDArray {
  const matrices = symmetricMatrices(a, 'factor');
  const { rows: n, items } = matrices;
  const parts = items.map((item, m) => {
    let exponent = tame(item);
    if (exponent % 2 !== 0) {
      scale(item, 1); // the root of 2ᵉ must be a power of two
      exponent--;
    }
    const minor = factor(item, n);
    if (minor > 0)
      throw new RangeError(
        `Cannot factor [${a.shape}]: not positive definite, leading minor ${minor}${ofMatrix(m, matrices)} is not positive`,
      );
    scale(item, exponent / 2);
    return item;
  });
  return resultArray(parts, a.shape, a);
}

/** Overwrites a with L, row by row. Answers the size of the first leading minor that is not positive, or 0. */
function factor(a: Float64Array, n: number): number {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i * n + j]!;
      for (let k = 0; k < j; k++) rest -= a[i * n + k]! * a[j * n + k]!;
      if (j < i) a[i * n + j] = rest / a[j * n + j]!;
      else if (rest > 0) a[i * n + i] = Math.sqrt(rest);
      else return i + 1;
    }
    a.fill(0, i * n + i + 1, (i + 1) * n);
  }
  return 0;
}
