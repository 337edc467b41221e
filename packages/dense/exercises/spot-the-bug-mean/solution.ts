import type { NDArray } from '@zero-to-gpt/linalg';

/** Slopes of the mean squared error of x · wᵀ + b: x (N, in), y (N, out), w (out, in), b (out). */
export function slopes(x: NDArray, y: NDArray, w: NDArray, b: NDArray): { dw: NDArray; db: NDArray } {
  // #region TODO the function of the text without its bugs, about 3 lines
  const error = x.matmul(w.T).add(b).sub(y); // (N, out)
  const dy = error.mul(2 / error.size); // of the mean of the squares
  return { dw: dy.T.matmul(x), db: dy.sum({ axis: 0 }) };
  // #endregion
}
