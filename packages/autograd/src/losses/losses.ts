import { arange, checkOptions, where as choose, NDArray } from '@zero-to-gpt/linalg';
import { where } from '../operations/functional.ts';
import { checkSameShape, type ReductionOptions, reduced } from '../operations/reduction.ts';
import * as rules from '../rules/index.ts';
import { applyOne, Tensor } from '../tensor.ts';

/** Options of `nllLoss`. */
export interface NLLLossOptions extends ReductionOptions {
  /** Positions with this target do not count, neither in the sum nor in the mean's denominator. Default −100. */
  ignoreIndex?: number;
  /** Factor for the rows of each class, (V). The mean divides by the sum of the factors of all rows, as in PyTorch. */
  weight?: NDArray;
}

/** Options of `crossEntropy`. */
export interface CrossEntropyOptions extends NLLLossOptions {
  /** From 0 to 1: this share of the wanted probability is spread evenly over all classes (Szegedy et al. 2016). Default 0. */
  labelSmoothing?: number;
}

/** Names of the options of `nllLoss`. */
export const nllLossOptions = ['ignoreIndex', 'weight', 'reduction'] as const;

/** Names of the options of `crossEntropy`. */
export const crossEntropyOptions = ['ignoreIndex', 'weight', 'reduction', 'labelSmoothing'] as const;

/**
 * −ln softmax(logits)[target] in nats: logits (…, V), targets (…) int32. The classes are the last axis, not axis 1 as
 * in PyTorch. Floats (…, V) as targets are wanted probabilities: −Σ target·ln softmax(logits).
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
 * see it); TypeError for targets that are neither int32 nor probabilities
 */
export function crossEntropy(logits: Tensor, targets: NDArray | Tensor, options: CrossEntropyOptions = {}): Tensor {
  const {
    ignoreIndex = -100,
    labelSmoothing = 0,
    reduction = 'mean',
    weight,
  } = checkOptions('crossEntropy', options, crossEntropyOptions);
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
    throw new RangeError(`Cannot smooth labels by ${labelSmoothing}: expected a number from 0 to 1`);
  if (weight) checkWeight('crossEntropy', logits, weight);
  if (areProbabilities(logits, targets)) return ofProbabilities(logits, targets, { labelSmoothing, reduction, weight });
  checkTargets('crossEntropy', logits, targets);
  checkLabels('crossEntropy', targets, logits.shape.at(-1)!, ignoreIndex);
  const spread = weight ? 0 : labelSmoothing; // with class weights, the even part is weighed class by class
  const losses = applyOne((x) => rules.crossEntropy(x, targets, { ignoreIndex, labelSmoothing: spread }), logits);
  if (!weight) return overRows(losses, targets.notEqual(ignoreIndex).astype(logits.dtype), reduction);
  const factors = rowWeights(logits, targets, weight, ignoreIndex);
  let total = losses.mul(factors);
  if (labelSmoothing > 0) {
    const even = logits.logSoftmax().mul(weight).mean({ axis: -1 }).mul(targets.notEqual(ignoreIndex));
    total = total.mul(1 - labelSmoothing).sub(even.mul(labelSmoothing));
  }
  return overRows(total, factors, reduction);
}

/**
 * −logProbabilities[target]: logProbabilities (…, V) from `logSoftmax`, targets (…) int32. With it, the same as
 * `crossEntropy` of the logits, which is one kernel.
 * @throws as `crossEntropy`
 */
export function nllLoss(logProbabilities: Tensor, targets: NDArray, options: NLLLossOptions = {}): Tensor {
  const { ignoreIndex = -100, reduction = 'mean', weight } = checkOptions('nllLoss', options, nllLossOptions);
  if (weight) checkWeight('nllLoss', logProbabilities, weight);
  checkTargets('nllLoss', logProbabilities, targets);
  const classes = logProbabilities.shape.at(-1)!;
  checkLabels('nllLoss', targets, classes, ignoreIndex);
  const { device, dtype } = logProbabilities;
  const at = targets.unsqueeze(-1).equal(arange(classes, { dtype: 'int32', device })); // (…, V), 1 at the target
  const counted = targets.notEqual(ignoreIndex);
  const picked = where(at.mul(counted.unsqueeze(-1)), logProbabilities, 0).sum({ axis: -1 });
  const factors = weight ? rowWeights(logProbabilities, targets, weight, ignoreIndex) : counted.astype(dtype);
  return overRows(picked.mul(factors).neg(), factors, reduction);
}

/** Options of `klDiv`. */
export interface KLDivOptions {
  /** Whether the wanted distribution comes as logarithms too. Default false. */
  logTarget?: boolean;
  /**
   * `mean` divides by the number of elements, as PyTorch's default does; `batchMean` by the size of the first axis, which
   * is the divergence as mathematics defines it. Default `mean`.
   */
  reduction?: ReductionOptions['reduction'] | 'batchMean';
}

/** Names of the options of `klDiv`. */
export const klDivOptions = ['logTarget', 'reduction'] as const;

/**
 * Kullback–Leibler divergence, target·(ln target − logProbabilities) element by element: of the wanted distribution from
 * the one predicted, which comes as logarithms. Elements wanted with probability 0 cost nothing.
 * @throws RangeError where the shapes differ
 */
export function klDiv(logProbabilities: Tensor, target: Tensor | NDArray, options: KLDivOptions = {}): Tensor {
  const { logTarget = false, reduction = 'mean' } = checkOptions('klDiv', options, klDivOptions);
  const { shape } = logProbabilities;
  checkSameShape(logProbabilities, target);
  const wanted = target instanceof NDArray ? new Tensor(target) : target;
  const losses = logTarget
    ? wanted.exp().mul(wanted.sub(logProbabilities))
    : wanted.mul(wanted.add(wanted.equal(0)).log().sub(logProbabilities)); // 0·ln 0 is 0
  return reduction === 'batchMean' ? losses.sum().div(shape[0] ?? 1) : reduced(losses, reduction);
}

/** Sum, or mean where each row counts by its factor. */
function overRows(losses: Tensor, factors: NDArray, reduction: NonNullable<ReductionOptions['reduction']>): Tensor {
  return reduction === 'mean' ? losses.sum().div(factors.sum()) : reduced(losses, reduction);
}

/** The factor of each row's class, 0 in ignored rows. */
function rowWeights(logits: Tensor, targets: NDArray, weight: NDArray, ignoreIndex: number): NDArray {
  const ignored = targets.equal(ignoreIndex);
  return choose(ignored, 0, weight.astype(logits.dtype).take(choose(ignored, 0, targets)));
}

function ofProbabilities(
  logits: Tensor,
  targets: NDArray | Tensor,
  {
    labelSmoothing = 0,
    reduction = 'mean',
    weight,
  }: { labelSmoothing?: number; reduction?: ReductionOptions['reduction']; weight?: NDArray | undefined },
): Tensor {
  let wanted = targets instanceof NDArray ? new Tensor(targets) : targets;
  if (labelSmoothing > 0) wanted = wanted.mul(1 - labelSmoothing).add(labelSmoothing / logits.shape.at(-1)!);
  const terms = logits.logSoftmax().mul(wanted);
  const losses = (weight ? terms.mul(weight) : terms).sum({ axis: -1 }).neg();
  return reduced(losses, reduction);
}

function areProbabilities(logits: Tensor, targets: NDArray | Tensor): boolean {
  if (targets instanceof Tensor && (targets.dtype === 'int32' || `${targets.shape}` !== `${logits.shape}`))
    throw new TypeError(
      `Cannot take crossEntropy of a tensor of targets [${targets.shape}] ${targets.dtype}: expected an int32 NDArray of class numbers [${logits.shape.slice(0, -1)}], or probabilities [${logits.shape}]`,
    );
  return (
    (targets instanceof Tensor || targets instanceof NDArray) &&
    targets.dtype !== 'int32' &&
    logits.ndim > 0 &&
    `${targets.shape}` === `${logits.shape}`
  );
}

function checkWeight(name: string, logits: Tensor, weight: NDArray): void {
  const classes = logits.shape.at(-1) ?? 0;
  if (!(weight instanceof NDArray))
    throw new TypeError(
      `Cannot take ${name} with class weights that are no array: expected an NDArray [${classes}] without gradient`,
    );
  if (weight.ndim !== 1 || weight.shape[0] !== classes)
    throw new RangeError(`Cannot take ${name} with class weights [${weight.shape}]: expected [${classes}]`);
}

function checkTargets(name: string, logits: Tensor, targets: NDArray | Tensor): asserts targets is NDArray {
  if (!(targets instanceof NDArray) || targets.dtype !== 'int32')
    throw new TypeError(
      `Cannot take ${name} of these targets: found ${targets.dtype ?? typeof targets}, wanted an int32 array of class numbers`,
    );
  if (logits.ndim === 0 || `${logits.shape.slice(0, -1)}` !== `${targets.shape}` || logits.ndim !== targets.ndim + 1)
    throw new RangeError(
      `Cannot take ${name} of logits [${logits.shape}] and targets [${targets.shape}]: expected targets [${logits.shape.slice(0, -1)}]`,
    );
  if (logits.device !== targets.device)
    throw new TypeError(
      `Cannot take ${name} of logits on ${logits.device.name} and targets on ${targets.device.name}: move one of them`,
    );
}

/** Finds labels that are no class, on devices whose memory the host sees. */
function checkLabels(name: string, targets: NDArray, classes: number, ignoreIndex: number): void {
  const labels = targets.device.readSync?.(targets);
  if (!labels) return;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === ignoreIndex || (label >= 0 && label < classes)) continue;
    throw new RangeError(
      `Cannot take ${name}: found target ${label} at position ${i}, wanted 0 to ${classes - 1} or ignoreIndex ${ignoreIndex}`,
    );
  }
}
