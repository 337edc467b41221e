import type { NDArray } from '@zero-to-gpt/linalg';

/** Forecasts x · w + b of a linear model: x (n, d), w (d), one number b → (n). */
export function predict(x: NDArray, w: NDArray, b: number): NDArray {
  // #region TODO a product and a sum, about 1 line
  return x.dot(w).add(b);
  // #endregion
}
