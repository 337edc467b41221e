import { arange, type NDArray, softmax } from '@zero-to-gpt/linalg';

/** dL/dlogits of the mean cross-entropy with smoothed labels: logits (N, V), labels (N) int32, s from 0 to 1 → (N, V). */
export function smoothedGradient(logits: NDArray, labels: NDArray, s: number): NDArray {
  const [N, V] = [logits.shape[0]!, logits.shape[1]!];
  // #region TODO said minus wanted, of a mean over the rows: about 3 lines
  const oneHot = labels
    .unsqueeze(1)
    .equal(arange(V, { dtype: 'int32' }))
    .astype('float32'); // (N, V)
  const wanted = oneHot.mul(1 - s).add(s / V);
  return softmax(logits).sub(wanted).div(N);
  // #endregion
}
