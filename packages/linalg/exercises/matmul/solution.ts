import { type NDArray, zeros } from '@zero-to-gpt/linalg';

/** Matrix product: a (M, K) times b (K, N) is (M, N). @throws RangeError where the inner sizes differ */
export function matmul(a: NDArray, b: NDArray): NDArray {
  const [m, k] = a.shape as [number, number];
  const [rows, n] = b.shape as [number, number];
  // #region TODO refuse unequal inner sizes, then three loops: about 8 lines
  if (k !== rows)
    throw new RangeError(`Cannot multiply [${a.shape}] by [${b.shape}]: inner sizes are ${k} and ${rows}`);
  const c = zeros([m, n]);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a.get(i, p) * b.get(p, j);
      c.set(sum, i, j);
    }
  return c;
  // #endregion
}
