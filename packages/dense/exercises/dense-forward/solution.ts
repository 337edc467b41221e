import type { NDArray } from '@zero-to-gpt/linalg';

/** What a dense layer answers: x (N, in), w (out, in), b (out) → (N, out). */
export function denseForward(x: NDArray, w: NDArray, b: NDArray): NDArray {
  // #region TODO a product and a sum, about 1 line
  return x.matmul(w.T).add(b); // (N, in) · (in, out) + (out) → (N, out)
  // #endregion
}
