import type { NDArray } from '@zero-to-gpt/linalg';

/** Norms each sample of x (N, C), then scales and shifts its features by weight (C) and bias (C). */
export function layerNorm(x: NDArray, weight: NDArray, bias: NDArray, eps: number): NDArray {
  // #region TODO mean and variance of each sample, then scale and shift: about 3 lines
  const away = x.sub(x.mean({ axis: -1, keepdims: true })); // (N, C)
  const variance = away.mul(away).mean({ axis: -1, keepdims: true }); // (N, 1)
  return away.div(variance.add(eps).sqrt()).mul(weight).add(bias);
  // #endregion
}
