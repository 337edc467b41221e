import { type NDArray, tidy } from '@zero-to-gpt/linalg';

/**
 * Mean squared error: the mean of (prediction − target)². In the target's unit, squared. Reads the device.
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { mseLoss } from '@zero-to-gpt/linreg';
 *
 * mseLoss(array([3, 5]), array([1, 5])); // → 2
 * ```
 * @throws RangeError where the shapes differ (broadcasting would pair every prediction with every target)
 */
export function mseLoss(prediction: NDArray, target: NDArray): number {
  checkPair('measure a loss', prediction, target);
  return tidy(() => {
    const error = prediction.sub(target);
    return error.mul(error).mean().item();
  });
}

/** Slope of `mseLoss` in each prediction: 2/n · (prediction − target), in the prediction's shape; n counts all elements. */
export function mseGradient(prediction: NDArray, target: NDArray): NDArray {
  checkPair('find a gradient', prediction, target);
  return tidy(() => prediction.sub(target).mul(2 / count(prediction)));
}

/** Mean absolute error: the mean of |prediction − target|, in the target's unit. Reads the device. @throws RangeError where the shapes differ */
export function maeLoss(prediction: NDArray, target: NDArray): number {
  checkPair('measure a loss', prediction, target);
  return tidy(() => prediction.sub(target).abs().mean().item());
}

/** Slope of `maeLoss` in each prediction: ±1/n, and 0 where it is exact (the corner of |x| has no slope; 0 lies between its sides). */
export function maeGradient(prediction: NDArray, target: NDArray): NDArray {
  checkPair('find a gradient', prediction, target);
  return tidy(() =>
    prediction
      .sub(target)
      .sign()
      .mul(1 / count(prediction)),
  );
}

/**
 * Share of the target's variance that the prediction explains: 1 − Σ(target − prediction)² / Σ(target − mean)². 1 is
 * exact, 0 as good as always saying the mean, below 0 worse. The order is PyTorch's (prediction, target), as in the
 * losses: scikit-learn's r2_score takes the target first. A constant target scores 1 where exact, else 0. Reads the device.
 * @throws RangeError where the shapes differ, or for fewer than two elements
 */
export function r2Score(prediction: NDArray, target: NDArray): number {
  checkPair('score', prediction, target);
  if (count(target) < 2) throw new RangeError('Cannot score 1 element: R² needs two or more');
  const { rest, spread } = tidy(() => sumsOfSquares(prediction, target));
  if (spread === 0) return rest === 0 ? 1 : 0;
  return 1 - rest / spread;
}

/** Slope of `r2Score` in each prediction: −2 (prediction − target) / Σ(target − mean)², so the way up R² is the way down the MSE. Reads the device. */
export function r2Gradient(prediction: NDArray, target: NDArray): NDArray {
  checkPair('find a gradient', prediction, target);
  return tidy(() => {
    const { spread } = sumsOfSquares(prediction, target);
    if (spread === 0) throw new RangeError('Cannot find a gradient: R² has no slope for a constant target');
    return prediction.sub(target).mul(-2 / spread);
  });
}

function sumsOfSquares(prediction: NDArray, target: NDArray): { rest: number; spread: number } {
  const error = prediction.sub(target);
  const shifted = target.sub(target.reshape(-1).slice({ stop: 1 })); // a constant target gives zeros, not rounding errors
  const centred = shifted.sub(shifted.mean());
  return { rest: error.mul(error).sum().item(), spread: centred.mul(centred).sum().item() };
}

function count(x: NDArray): number {
  return x.shape.reduce((product, length) => product * length, 1);
}

function checkPair(action: string, prediction: NDArray, target: NDArray): void {
  if (`${prediction.shape}` !== `${target.shape}`)
    throw new RangeError(
      `Cannot ${action}: the prediction is [${prediction.shape}] and the target [${target.shape}], expected equal shapes`,
    );
  if (count(prediction) === 0) throw new RangeError(`Cannot ${action}: the prediction is empty, [${prediction.shape}]`);
}
