import type { NDArray } from '@zero-to-gpt/linalg';

/** ln(1/(1 + e⁻ᶻ)) of every element, finite for every finite z. */
export function logSigmoid(z: NDArray): NDArray {
  // #region TODO no exponential of a positive number: about 1 line
  return z.minimum(0).sub(z.abs().neg().exp().log1p());
  // #endregion
}
