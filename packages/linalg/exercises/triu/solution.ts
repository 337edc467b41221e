import { arange, type NDArray } from '@zero-to-gpt/linalg';

/** Ones (n, n) where column − row is at least k, zeros elsewhere. */
export function upper(n: number, k = 0): NDArray {
  // #region TODO column numbers minus row numbers, compared with k: about 2 lines
  const ahead = arange(n).sub(arange(n).unsqueeze(1)); // (n, n): column − row
  return ahead.greaterEqual(k).astype('float32');
  // #endregion
}
