import type { NDArray } from '@zero-to-gpt/linalg';

/** mean = decay · mean + (1 − decay) · x, in place, with `t` for the product; `t` may be `x`. */
export function runningMean(mean: NDArray, x: NDArray, decay: number, t: NDArray): void {
  const { device } = mean;
  device.binary('mul', mean, decay, mean);
  device.binary('mul', x, 1 - decay, t);
  device.binary('add', mean, t, mean);
}
