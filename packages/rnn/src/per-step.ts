import type { Loss } from '@zero-to-gpt/dense';
import { type NDArray, sizeOf, tidy } from '@zero-to-gpt/linalg';

/**
 * Turns a loss on rows (N, V) into one on sequences (B, T, V): each step is a row. Steps with label −100 do not count.
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
    return tidy(() => {
      const { value, gradient } = loss(prediction.reshape(B * T, V), target.reshape(B * T, ...rest));
      return { value: sizeOf(value.shape) === 1 ? value : value.reshape(B, T), gradient: gradient.reshape(B, T, V) };
    });
  };
}
