import type { NDArray } from '@zero-to-gpt/linalg';

/** Slopes of the input (N, C), of gamma (C) and of beta (C). */
export interface LayerNormSlopes {
  readonly dx: NDArray;
  readonly dGamma: NDArray;
  readonly dBeta: NDArray;
}

/** Back through y = gamma · xHat + beta: dy (N, C), xHat (N, C), deviation (N, 1), gamma (C). */
export function layerNormBackward(dy: NDArray, xHat: NDArray, deviation: NDArray, gamma: NDArray): LayerNormSlopes {
  // #region TODO sums down the columns, then shift and stretch taken off along the rows: about 6 lines
  const dGamma = dy.mul(xHat).sum({ axis: 0 });
  const dBeta = dy.sum({ axis: 0 });
  const dxHat = dy.mul(gamma);
  const shift = dxHat.mean({ axis: -1, keepdims: true }); // (N, 1)
  const stretch = dxHat.mul(xHat).mean({ axis: -1, keepdims: true }); // (N, 1)
  const dx = dxHat.sub(shift).sub(xHat.mul(stretch)).div(deviation);
  return { dx, dGamma, dBeta };
  // #endregion
}
