import type { NDArray } from '@zero-to-gpt/linalg';

/** Slopes of the mean squared error of x · w + b against y: x (n, d), y (n), w (d) → w (d), b a number. */
export function mseSlopes(x: NDArray, y: NDArray, w: NDArray, b: number): { w: NDArray; b: number } {
  // #region TODO errors, then a product for the weights and a sum for the bias: about 4 lines
  const n = y.size;
  const error = x.dot(w).add(b).sub(y); // (n)
  const forW = x.T.dot(error).mul(2 / n); // (d, n) · (n) → (d)
  const forB = error.sum().item() * (2 / n);
  return { w: forW, b: forB };
  // #endregion
}
