import type { NDArray } from '@zero-to-gpt/linalg';

/** dL/dz of p = softmax(z) along the last axis, from dL/dp and p; all (…, V). */
export function softmaxBackward(dp: NDArray, p: NDArray): NDArray {
  // #region TODO each share times its slope's excess over the average, about 2 lines
  const average = dp.mul(p).sum({ axis: -1, keepdims: true }); // (…, 1)
  return dp.sub(average).mul(p);
  // #endregion
}
