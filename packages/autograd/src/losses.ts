import { NDArray } from '@zero-to-gpt/linalg';
import * as rules from './rules/index.ts';
import { applyOne, type Tensor } from './tensor.ts';

/** How the losses of all rows become the result: their mean, their sum, or each for itself. */
export type Reduction = 'mean' | 'sum' | 'none';

/** Options of `crossEntropy`. */
export interface CrossEntropyOptions {
  /** Positions with this target do not count, neither in the sum nor in the mean's denominator. Default −100. */
  ignoreIndex?: number;
  /** From 0 to 1: this share of the wanted probability is spread evenly over all classes (Szegedy et al. 2016). Default 0. */
  labelSmoothing?: number;
  /** Default `mean`. */
  reduction?: Reduction;
}

/**
 * −ln softmax(logits)[target] in nats: logits (…, V), targets (…) int32.
 *
 * @example
 * ```ts
 * import { crossEntropy, tensor } from '@zero-to-gpt/autograd';
 * import { array } from '@zero-to-gpt/linalg';
 *
 * const loss = crossEntropy(tensor([[0, 0, 0, 0]]), array([2], { dtype: 'int32' }));
 * loss.item().toFixed(4); // → '1.3863'
 * ```
 * @throws RangeError where the shapes do not fit, or a target is no class and not `ignoreIndex` (where the host can
 * see it); TypeError for targets that are not int32
 */
export function crossEntropy(
  logits: Tensor,
  targets: NDArray,
  { ignoreIndex = -100, labelSmoothing = 0, reduction = 'mean' }: CrossEntropyOptions = {},
): Tensor {
  const classes = logits.shape.at(-1) ?? 0;
  checkTargets(logits, targets);
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
    throw new RangeError(`Cannot smooth labels by ${labelSmoothing}: expected a number from 0 to 1`);
  checkLabels(targets, classes, ignoreIndex);
  const losses = applyOne((x) => rules.crossEntropy(x, targets, { ignoreIndex, labelSmoothing }), logits);
  if (reduction === 'none') return losses;
  if (reduction === 'sum') return losses.sum();
  const counted = targets.notEqual(ignoreIndex).astype(logits.dtype).sum();
  return losses.sum().div(counted);
}

/** Options of `mseLoss`. */
export interface MSELossOptions {
  /** Default `mean`. */
  reduction?: Reduction;
}

/** Squared differences. @throws RangeError unless both have one shape: broadcasting here is nearly always a mistake */
export function mseLoss(
  prediction: Tensor,
  target: Tensor | NDArray,
  { reduction = 'mean' }: MSELossOptions = {},
): Tensor {
  if (`${prediction.shape}` !== `${target.shape}`)
    throw new RangeError(
      `Cannot compare prediction [${prediction.shape}] with target [${target.shape}]: shapes differ`,
    );
  const difference = prediction.sub(target);
  const squares = difference.mul(difference);
  if (reduction === 'none') return squares;
  return reduction === 'sum' ? squares.sum() : squares.mean();
}

function checkTargets(logits: Tensor, targets: NDArray): void {
  if (!(targets instanceof NDArray) || targets.dtype !== 'int32')
    throw new TypeError(
      `Cannot take crossEntropy of these targets: found ${targets.dtype ?? typeof targets}, wanted an int32 array of class numbers`,
    );
  if (logits.ndim === 0 || `${logits.shape.slice(0, -1)}` !== `${targets.shape}` || logits.ndim !== targets.ndim + 1)
    throw new RangeError(
      `Cannot take crossEntropy of logits [${logits.shape}] and targets [${targets.shape}]: expected targets [${logits.shape.slice(0, -1)}]`,
    );
  if (logits.device !== targets.device)
    throw new TypeError(
      `Cannot take crossEntropy of logits on ${logits.device.name} and targets on ${targets.device.name}: move one of them`,
    );
}

/** Finds labels that are no class, on devices whose memory the host sees. */
function checkLabels(targets: NDArray, classes: number, ignoreIndex: number): void {
  const labels = targets.device.readSync?.(targets);
  if (!labels) return;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === ignoreIndex || (label >= 0 && label < classes)) continue;
    throw new RangeError(
      `Cannot take crossEntropy: found target ${label} at position ${i}, wanted 0 to ${classes - 1} or ignoreIndex ${ignoreIndex}`,
    );
  }
}
