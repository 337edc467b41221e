import { math, type NDArray } from '@zero-to-gpt/linalg';

/** ln of the sum of e^xᵢ over x (n), n ≥ 1, without overflow. */
export function logSumExp(x: NDArray): number {
  // #region TODO take out the maximum, add exponentials, put it back: about 5 lines
  const m = x.max().item();
  if (m === -Infinity) return m;
  let sum = 0;
  for (let i = 0; i < x.size; i++) sum += math.exp(x.get(i) - m);
  return m + math.log(sum);
  // #endregion
}
