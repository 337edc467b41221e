import type { NDArray } from '@zero-to-gpt/linalg';

/** dL/dx of y = relu(x), from dL/dy; all of one shape. */
export function reluBackward(dy: NDArray, x: NDArray): NDArray {
  // #region TODO the slope goes through where x is above 0, about 1 line
  return dy.mul(x.greater(0));
  // #endregion
}
