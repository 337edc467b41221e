import type { NDArray } from '@zero-to-gpt/linalg';

/** Length of the vector x (n): the root of its summed squares. */
export function norm(x: NDArray): number {
  // #region TODO add up the squares, then take the root: about 3 lines
  let squares = 0;
  for (let i = 0; i < x.size; i++) squares += x.get(i) * x.get(i);
  return Math.sqrt(squares);
  // #endregion
}
