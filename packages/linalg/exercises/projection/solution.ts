import type { NDArray } from '@zero-to-gpt/linalg';

/** The part of a (n) along b (n), which is not zero: a vector (n). What remains is orthogonal to b. */
export function project(a: NDArray, b: NDArray): NDArray {
  // #region TODO how many copies of b, then that many: about 2 lines
  const copies = a.mul(b).sum().div(b.mul(b).sum());
  return b.mul(copies);
  // #endregion
}
