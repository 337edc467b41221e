import { checkOptions, type NDArray, sizeOf, tidy } from '@zero-to-gpt/linalg';

/** How far predictions are from what is wanted, and which way is down. */
export interface Loss {
  /** One number, (); with `reduction: 'none'` one for each sample. */
  readonly value: NDArray;
  /** dL/dprediction, in the predictions' shape: what `backward` of the model takes. For `'none'` that of the sum. */
  readonly gradient: NDArray;
}

/** What becomes of the samples' losses: their mean, their sum, or nothing. */
export type Reduction = 'mean' | 'sum' | 'none';

/** Folds losses and slopes of single elements; `weights`, in the losses' shape, say how much each counts in the mean. */
export function reduced(losses: NDArray, slopes: NDArray, reduction: Reduction, weights?: NDArray): Loss {
  if (reduction === 'mean' && weights) {
    const total = weights.sum();
    return { value: losses.sum().div(total), gradient: slopes.div(total) };
  }
  const value = reducedLosses(losses, reduction);
  return { value, gradient: reduction === 'mean' ? slopes.mul(1 / sizeOf(losses.shape)) : slopes };
}

/** Folds losses that all count alike. @throws RangeError for another reduction */
export function reducedLosses(losses: NDArray, reduction: Reduction): NDArray {
  if (reduction === 'none') return losses;
  if (reduction === 'sum') return losses.sum();
  if (reduction === 'mean') return losses.sum().mul(1 / sizeOf(losses.shape));
  throw new RangeError(`Cannot reduce losses by '${String(reduction)}': expected 'mean', 'sum' or 'none'`);
}

/**
 * Mean squared error: the mean of (prediction − target)² over all elements; gradient 2/n · (prediction − target).
 * @throws RangeError where the shapes differ (broadcasting would pair every prediction with every target), or for none
 */
export function mseLoss(prediction: NDArray, target: NDArray, options: { reduction?: Reduction } = {}): Loss {
  const { reduction = 'mean' } = checkOptions('mseLoss', options, ['reduction']);
  checkSame('measure a loss', prediction, target);
  return tidy(() => {
    const error = prediction.sub(target);
    return reduced(error.mul(error), error.mul(2), reduction);
  });
}

/** Checks that prediction and target have one shape and at least one element. @throws RangeError */
export function checkSame(action: string, prediction: NDArray, target: NDArray): void {
  if (`${prediction.shape}` !== `${target.shape}`)
    throw new RangeError(
      `Cannot ${action}: the prediction is [${prediction.shape}] and the target [${target.shape}], expected equal shapes`,
    );
  if (sizeOf(prediction.shape) === 0)
    throw new RangeError(`Cannot ${action}: the batch is empty, [${prediction.shape}]`);
}
