import { NDArray } from '@zero-to-gpt/linalg';
import { kindOf } from '../kind-of.ts';
import { Tensor } from '../tensor.ts';

/** How the losses of all elements become the result: their mean, their sum, or each for itself. */
export type Reduction = 'mean' | 'sum' | 'none';

/** Options that all losses share. */
export interface ReductionOptions {
  /** Default `mean`. */
  reduction?: Reduction;
}

/** Options of losses that weigh their elements. */
export interface WeightedLossOptions extends ReductionOptions {
  /** Factor of each element's loss, broadcast to the losses' shape. The mean still divides by their number. */
  weight?: NDArray;
}

/** The result of a loss. @throws RangeError for another reduction */
export function reduced(losses: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'mean') return losses.mean();
  if (reduction === 'sum') return losses.sum();
  if (reduction === 'none') return losses;
  throw new RangeError(`Cannot reduce losses by '${String(reduction)}': expected 'mean', 'sum' or 'none'`);
}

/**
 * @throws RangeError unless both have one shape: broadcasting in a loss is nearly always a mistake; TypeError for what
 * is no tensor
 */
export function checkSameShape(prediction: Tensor, target: Tensor | NDArray): void {
  if (!(prediction instanceof Tensor) || !(target instanceof Tensor || target instanceof NDArray))
    throw new TypeError(
      `Cannot compare ${kindOf(prediction)} with ${kindOf(target)}: expected a Tensor, and a Tensor or an NDArray`,
    );
  if (`${prediction.shape}` !== `${target.shape}`)
    throw new RangeError(
      `Cannot compare prediction [${prediction.shape}] with target [${target.shape}]: shapes differ`,
    );
}

/** @throws RangeError where factors do not broadcast to the losses' shape */
export function weighted(losses: Tensor, weight: NDArray | undefined): Tensor {
  if (!weight) return losses;
  const { shape } = losses;
  const extra = shape.length - weight.ndim;
  if (extra < 0 || weight.shape.some((d, i) => d !== 1 && d !== shape[i + extra]))
    throw new RangeError(`Cannot weigh losses [${shape}] by weight [${weight.shape}]: it does not broadcast to them`);
  return losses.mul(weight);
}
