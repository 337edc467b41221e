import { type NDArray, ones, tril } from '@zero-to-gpt/linalg';

/** Row t of the result is the sum of rows 0 … t of x (T, C). */
export function runningSum(x: NDArray): NDArray {
  const [T] = x.shape as [number, number];
  // #region TODO the matrix that adds up, times x: about 1 line
  return tril(ones([T, T])).matmul(x); // (T, T) · (T, C)
  // #endregion
}

/** Row t of the result is the mean of rows 0 … t of x (T, C). */
export function runningMean(x: NDArray): NDArray {
  const [T] = x.shape as [number, number];
  // #region TODO the same matrix, its rows divided by their sums: about 3 lines
  const triangle = tril(ones([T, T]));
  const counts = triangle.sum({ axis: 1, keepdims: true }); // (T, 1)
  return triangle.div(counts).matmul(x);
  // #endregion
}
