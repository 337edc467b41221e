import type { NDArray } from '../ndarray.ts';
import { normalize, resultArray, scale, transposed } from './host-matrices.ts';
import { symmetricMatrices } from './symmetric.ts';
import { diagonalize, tridiagonalize } from './tridiagonal.ts';

/** What `eigh` finds: a·v = λ·v for each eigenvalue λ and its eigenvector v. */
export interface Eigh {
  /** In ascending order: (…, n). */
  readonly eigenvalues: NDArray;
  /** One in each column, orthonormal, the largest component positive: (…, n, n). */
  readonly eigenvectors: NDArray;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix (…, n, n): the directions that it only stretches. Householder's
 * reflections make it tridiagonal, implicit QL steps diagonal.
 * @throws RangeError where the matrix is not square or not symmetric, naming the pair that differs (NumPy would read
 * the lower triangle and say nothing), or holds NaN or infinities
 */
export function eigh(a: NDArray): Eigh {
  const { batch, rows: n, items } = symmetricMatrices(a, 'find the eigenvalues of');
  const parts = items.map((item) => {
    const exponent = normalize(item);
    const { diagonal, beside, vectors } = tridiagonalize(item, n);
    diagonalize(diagonal, beside, vectors, n);
    const order = Array.from(diagonal.keys()).sort((i, j) => diagonal[i]! - diagonal[j]!);
    scale(diagonal, exponent);
    const rows = new Float64Array(n * n);
    for (const [to, from] of order.entries()) rows.set(pointed(vectors.subarray(from * n, (from + 1) * n)), to * n);
    return { values: Float64Array.from(order, (i) => diagonal[i]!), vectors: transposed(rows, n, n) };
  });
  return {
    eigenvalues: resultArray(
      parts.map(({ values }) => values),
      [...batch, n],
      a,
    ),
    eigenvectors: resultArray(
      parts.map(({ vectors }) => vectors),
      [...batch, n, n],
      a,
    ),
  };
}

/** The vector or its opposite: the one whose largest component is positive. */
function pointed(v: Float64Array): Float64Array {
  let top = 0;
  for (const value of v) if (Math.abs(value) > Math.abs(top)) top = value;
  return top < 0 ? v.map((value) => -value) : v;
}
