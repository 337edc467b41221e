import type { Loss } from '@zero-to-gpt/dense';
import { type NDArray, sizeOf, tidy } from '@zero-to-gpt/linalg';

/**
 * Turns a loss on rows (N, V) into one on sequences (B, T, V): each step is a row. Steps with label −100 do not count.
 *
 * @example
 * ```ts
 * import { crossEntropyLoss } from '@zero-to-gpt/dense';
 * import { array, zeros } from '@zero-to-gpt/linalg';
 * import { perStep } from '@zero-to-gpt/rnn';
 *
 * const loss = perStep(crossEntropyLoss);
 * const { value, gradient } = loss(zeros([1, 3, 2]), array([[0, 1, -100]], { dtype: 'int32' }));
 * value.item(); // → 0.6931471824645996
 * gradient.shape; // → [1, 3, 2]
 * ```
 * @throws RangeError for predictions that are no sequences, or targets of other steps
 */
export function perStep(
  loss: (prediction: NDArray, target: NDArray) => Loss,
): (prediction: NDArray, target: NDArray) => Loss {
  return (prediction, target) => {
    if (prediction.ndim !== 3)
      throw new RangeError(
        `Cannot measure a loss per step: predictions are [${prediction.shape}], expected [batch, time, values]`,
      );
    const [B, T, V] = prediction.shape as [number, number, number];
    const rest = target.shape.slice(2);
    if (target.shape[0] !== B || target.shape[1] !== T)
      throw new RangeError(
        `Cannot measure a loss per step: targets are [${target.shape}], expected [${B},${T}] or [${B},${T}, …]`,
      );
    return tidy(() => {
      const { value, gradient } = loss(prediction.reshape(B * T, V), target.reshape(B * T, ...rest));
      return { value: sizeOf(value.shape) === 1 ? value : value.reshape(B, T), gradient: gradient.reshape(B, T, V) };
    });
  };
}
