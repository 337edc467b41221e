import type { NDArray } from '@zero-to-gpt/linalg';

/** Signal, noise and their quotient from the slopes (n, d) of d weights, one sample a row. */
export function noiseScale(slopes: NDArray): { signal: number; noise: number; scale: number } {
  // #region TODO the mean, its square, the scatter around it: about 5 lines
  const mean = slopes.mean({ axis: 0 }); // (d)
  const away = slopes.sub(mean); // (n, d)
  const signal = mean.mul(mean).sum().item();
  const noise = away.mul(away).sum().item() / (slopes.shape[0]! - 1);
  return { signal, noise, scale: noise / signal };
  // #endregion
}
