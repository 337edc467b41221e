import { unbroadcast } from '@zero-to-gpt/autograd';
import type { NDArray } from '@zero-to-gpt/linalg';

/** Slopes of a and b in y = a · b: dy (…, N, M), a (…, N, K), b (…, K, M); axes in front broadcast. */
export function matmulBackward(dy: NDArray, a: NDArray, b: NDArray): { da: NDArray; db: NDArray } {
  // #region TODO one product each, brought down to the shape: about 3 lines
  const da = dy.matmul(b.mT); // (…, N, M) · (…, M, K)
  const db = a.mT.matmul(dy); // (…, K, N) · (…, N, M)
  return { da: unbroadcast(da, a.shape), db: unbroadcast(db, b.shape) };
  // #endregion
}
