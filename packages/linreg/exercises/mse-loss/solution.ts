import type { NDArray } from '@zero-to-gpt/linalg';

/** Mean of (prediction − target)², over all elements. @throws RangeError where the shapes differ */
export function mseLoss(prediction: NDArray, target: NDArray): number {
  // #region TODO refuse unequal shapes, square the errors, take the mean: about 4 lines
  if (`${prediction.shape}` !== `${target.shape}`)
    throw new RangeError(`Cannot compare [${prediction.shape}] with [${target.shape}]: expected equal shapes`);
  const error = prediction.sub(target);
  return error.mul(error).mean().item();
  // #endregion
}
