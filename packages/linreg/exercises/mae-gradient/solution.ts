import type { NDArray } from '@zero-to-gpt/linalg';

/** Slopes of the mean absolute error of x · w + b against y: x (n, d), y (n), w (d) → w (d), b a number. */
export function maeSlopes(x: NDArray, y: NDArray, w: NDArray, b: number): { w: NDArray; b: number } {
  // #region TODO signs of the errors, then a product for the weights and a sum for the bias: about 4 lines
  const n = y.size;
  const signs = x.dot(w).add(b).sub(y).sign(); // (n)
  const forW = x.T.dot(signs).div(n); // (d, n) · (n) → (d)
  return { w: forW, b: signs.sum().item() / n };
  // #endregion
}
