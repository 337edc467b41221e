import type { NDArray } from '@zero-to-gpt/linalg';

/** The state after a step: x (B, I), state before h (B, H), weights wi (H, I) and wh (H, H), bias b (H) → (B, H). */
export function rnnStep(x: NDArray, h: NDArray, wi: NDArray, wh: NDArray, b: NDArray): NDArray {
  // #region TODO two products, the bias, a bend: about 1 line
  return x.matmul(wi.mT).add(h.matmul(wh.mT)).add(b).tanh();
  // #endregion
}
