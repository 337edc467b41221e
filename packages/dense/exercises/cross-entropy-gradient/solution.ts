import { oneHot } from '@zero-to-gpt/dense';
import { type NDArray, softmax } from '@zero-to-gpt/linalg';

/** dL/dz of the mean cross-entropy: scores z (N, C), labels (N) int32 → (N, C). */
export function crossEntropyGradient(z: NDArray, labels: NDArray): NDArray {
  // #region TODO said minus true, of a mean over the samples: about 3 lines
  const [samples, classes] = [z.shape[0]!, z.shape[1]!];
  const p = softmax(z); // (N, C)
  return p.sub(oneHot(labels, classes)).div(samples);
  // #endregion
}
