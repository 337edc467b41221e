import type { NDArray } from '@zero-to-gpt/linalg';

/** Cosine of the angle between a (n) and b (n), from −1 to 1; 0 where one of them is the zero vector. */
export function cosine(a: NDArray, b: NDArray): number {
  // #region TODO the dot product over both lengths, with zero vectors caught: about 3 lines
  const dot = (u: NDArray, v: NDArray): number => u.mul(v).sum().item();
  const lengths = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b));
  return lengths === 0 ? 0 : dot(a, b) / lengths;
  // #endregion
}
