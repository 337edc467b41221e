import type { NDArray } from '@zero-to-gpt/linalg';

/** Sum of the products of facing elements: a (n) · b (n). @throws RangeError where the lengths differ */
export function dot(a: NDArray, b: NDArray): number {
  // #region TODO refuse different lengths, then multiply and add: about 4 lines
  if (a.size !== b.size) throw new RangeError(`Cannot dot [${a.shape}] with [${b.shape}]: the lengths differ`);
  let sum = 0;
  for (let i = 0; i < a.size; i++) sum += a.get(i) * b.get(i);
  return sum;
  // #endregion
}
