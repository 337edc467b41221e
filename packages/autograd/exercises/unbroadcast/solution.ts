import type { NDArray } from '@zero-to-gpt/linalg';

/** Sums dy over the axes along which an array of `shape` was copied: the slope of that array, in its shape. */
export function unbroadcast(dy: NDArray, shape: readonly number[]): NDArray {
  // #region TODO find the axes, sum over them, take the shape: about 6 lines
  const extra = dy.ndim - shape.length;
  const axis: number[] = [];
  for (const [i, size] of dy.shape.entries()) {
    if (i < extra) axis.push(i);
    else if (shape[i - extra] === 1 && size > 1) axis.push(i);
  }
  if (axis.length === 0) return dy;
  return dy.sum({ axis, keepdims: true }).reshape(...shape);
  // #endregion
}
