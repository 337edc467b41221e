import type { NDArray } from '@zero-to-gpt/linalg';

/** Probabilities (N, C) for scores (N, C); each row adds up to 1. */
export function softmax(z: NDArray): NDArray {
  // #region TODO exponentials of what is left of the row's largest score, shared out: about 2 lines
  const e = z.sub(z.max({ axis: 1, keepdims: true })).exp(); // (N, C) − (N, 1)
  return e.div(e.sum({ axis: 1, keepdims: true }));
  // #endregion
}
