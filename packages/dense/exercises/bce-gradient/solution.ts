import type { NDArray } from '@zero-to-gpt/linalg';

/** dL/dz of the mean negative log-likelihood of truths t (0 or 1) under σ(z): z (N), t (N) → (N). */
export function bceGradient(z: NDArray, t: NDArray): NDArray {
  // #region TODO said minus true, of a mean: about 2 lines
  const p = z.sigmoid();
  return p.sub(t).div(z.size);
  // #endregion
}
