import { array, type NDArray } from '@zero-to-gpt/linalg';

/** Exclusive or of two switches by two hidden units: x (N, 2) → (N). */
export function lamp(x: NDArray): NDArray {
  // #region TODO weights of both layers, then product, ReLU, product: about 6 lines
  const first = array([
    [1, 1],
    [1, 1],
  ]); // (units, inputs)
  const bias = array([0, -1]);
  const second = array([1, -2]);
  const hidden = x.matmul(first.T).add(bias).relu(); // (N, 2) · (2, 2) → (N, 2)
  return hidden.dot(second); // (N, 2) · (2) → (N)
  // #endregion
}
