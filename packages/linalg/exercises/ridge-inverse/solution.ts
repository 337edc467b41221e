import { array, type NDArray } from '@zero-to-gpt/linalg';

/** Inverse (2, 2) of a (2, 2) + lambda · identity. @throws RangeError where that is singular */
export function ridgeInverse(a: NDArray, lambda = 0): NDArray {
  // #region TODO add lambda to the diagonal, take the determinant, use the formula: about 4 lines
  const [p, q, r, s] = [a.get(0, 0) + lambda, a.get(0, 1), a.get(1, 0), a.get(1, 1) + lambda];
  const determinant = p * s - q * r;
  if (determinant === 0) throw new RangeError('Cannot invert: the matrix is singular');
  return array([s, -q, -r, p]).reshape(2, 2).div(determinant);
  // #endregion
}
