import type { NDArray } from '@zero-to-gpt/linalg';

/** Slopes of a dense layer: dy (N, out), x (N, in), w (out, in) → dx (N, in), dw (out, in), db (out). */
export function denseBackward(dy: NDArray, x: NDArray, w: NDArray): { dx: NDArray; dw: NDArray; db: NDArray } {
  // #region TODO two products and a sum, about 4 lines
  const dx = dy.matmul(w); // (N, out) · (out, in)
  const dw = dy.T.matmul(x); // (out, N) · (N, in)
  const db = dy.sum({ axis: 0 }); // (out)
  return { dx, dw, db };
  // #endregion
}
