import { arange, checkOptions, empty, emptyLike, type NDArray, tidy, where } from '@zero-to-gpt/linalg';
import { type ClassRows, classRows } from './class-targets.ts';
import { type Loss, type Reduction, reduced, reducedLosses } from './loss.ts';
import { logSoftmax } from './softmax.ts';

/** Options of `nllLoss`. */
export interface NLLOptions {
  /** How much a sample of each class counts, (C): against classes that are rare. The mean is then a weighted one. */
  weight?: NDArray;
  /** A label whose samples do not count. Default −100, as in PyTorch. */
  ignoreIndex?: number;
  /** Default `mean`. */
  reduction?: Reduction;
}

const nllOptions = ['weight', 'ignoreIndex', 'reduction'] as const;

/** Options of `crossEntropyLoss`. */
export interface CrossEntropyOptions extends NLLOptions {
  /** Share of the wanted probability that is spread evenly over all classes, 0 … 1. Default 0. */
  labelSmoothing?: number;
}

/** Options of `nllLoss` and what it believes. */
export interface NLLLossOptions extends NLLOptions {
  /** Whether each row is checked to be logarithms of probabilities that add up to 1. Default true. */
  check?: boolean;
}

/**
 * Negative log-likelihood: −ln p of the wanted class. Takes *logarithms of probabilities* (N, C), as `LogSoftmax` gives
 * them, or (N, C, d₁ …), and labels (N) or (N, d₁ …). Gradient: −1 at the wanted class.
 * @throws RangeError for shapes, empty batches, labels that are no class, and rows that are no log-probabilities
 */
export function nllLoss(logProbabilities: NDArray, targets: NDArray, options: NLLLossOptions = {}): Loss {
  const { ignoreIndex = -100, check = true } = checkOptions('nllLoss', options, [...nllOptions, 'check']);
  return tidy(() => {
    const found = classRows(logProbabilities, targets, ignoreIndex);
    if (check) checkLogProbabilities(found.rows);
    const wanted = oneHotRows(found.targets, found.rows);
    const losses = where(wanted, found.rows, 0).sum({ axis: -1 }).neg();
    return finish(found, losses, wanted.astype(found.rows.dtype).neg(), options);
  });
}

/**
 * Softmax and negative log-likelihood in one: −ln softmax(logits) at the wanted class. Takes scores (N, C) or
 * (N, C, d₁ …), labels (N) or (N, d₁ …). Gradient: p − y, the predicted probabilities less the wanted ones.
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { crossEntropyLoss } from '@zero-to-gpt/dense';
 *
 * const { value, gradient } = crossEntropyLoss(array([[0, 0]]), array([1], { dtype: 'int32' }));
 * [value.item().toFixed(4), gradient.toArray()]; // → ['0.6931', [[0.5, -0.5]]]
 * ```
 * @throws RangeError for shapes, empty batches, labels that are no class, and a smoothing outside 0 … 1
 */
export function crossEntropyLoss(logits: NDArray, targets: NDArray, options: CrossEntropyOptions = {}): Loss {
  const {
    ignoreIndex = -100,
    labelSmoothing = 0,
    weight,
  } = checkOptions('crossEntropyLoss', options, [...nllOptions, 'labelSmoothing']);
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
    throw new RangeError(`Cannot smooth labels by ${labelSmoothing}: expected a share from 0 to 1`);
  return tidy(() => {
    const found = classRows(logits, targets, ignoreIndex);
    if (labelSmoothing === 0 && !weight && !found.someIgnored) {
      const fused = fusedLoss(found, options);
      if (fused) return fused;
    }
    const { rows } = found;
    const logs = logSoftmax(rows);
    const certain = oneHotRows(found.targets, rows).astype(rows.dtype);
    const classes = rows.shape[1]!;
    const smooth = labelSmoothing > 0 ? certain.mul(1 - labelSmoothing).add(labelSmoothing / classes) : certain;
    if (!weight || labelSmoothing === 0) {
      const losses = smooth.mul(logs).sum({ axis: -1 }).neg();
      return finish(found, losses, logs.exp().sub(smooth), options);
    }
    // PyTorch weighs each class's part of the smoothed target by that class
    const parts = smooth.mul(weightOf(weight, rows));
    const losses = parts.mul(logs).sum({ axis: -1 }).neg();
    const slopes = logs
      .exp()
      .mul(parts.sum({ axis: -1, keepdims: true }))
      .sub(parts);
    return finish(found, losses, slopes, options, true);
  });
}

/** Leaves ignored rows out, weighs the others, and reduces. `weighed`: the classes' weights are in the losses already. */
function finish(found: ClassRows, losses: NDArray, slopes: NDArray, options: NLLOptions, weighed = false): Loss {
  const { weight, ignoreIndex = -100, reduction = 'mean' } = options;
  const { rows, targets } = found;
  if (!found.someIgnored && !weight) {
    const loss = reduced(losses, slopes, reduction);
    return {
      value: reduction === 'none' ? found.restore(loss.value) : loss.value,
      gradient: found.restoreRows(loss.gradient),
    };
  }
  const counted = targets.notEqual(ignoreIndex);
  let weights = counted.astype(rows.dtype);
  if (weight) weights = weights.mul(weightOf(weight, rows).take(where(counted, targets, 0)));
  const factor = weighed ? counted.astype(rows.dtype) : weights;
  // a row that is ignored may hold anything, also NaN
  const kept = where(counted, losses.mul(factor), 0);
  const down = where(counted.unsqueeze(-1), slopes.mul(factor.unsqueeze(-1)), 0);
  const loss = reduced(kept, down, reduction, weights);
  return {
    value: reduction === 'none' ? found.restore(loss.value) : loss.value,
    gradient: found.restoreRows(loss.gradient),
  };
}

/** The device's kernels, where it has them for these rows, which all count alike: the mean's share goes in with dlosses. */
function fusedLoss(found: ClassRows, { ignoreIndex = -100, reduction = 'mean' }: NLLOptions): Loss | null {
  const { rows, targets } = found;
  const { kernels } = rows.device;
  if (!kernels.crossEntropy || !kernels.crossEntropyBackward) return null;
  const like = { dtype: rows.dtype, device: rows.device };
  const [n] = rows.shape as [number, number];
  const [losses, sums, slopes] = [empty([n], like), empty([n], like), emptyLike(rows)];
  if (!kernels.crossEntropy(rows, targets, losses, sums, { ignoreIndex })) return null;
  const share = reduction === 'mean' ? 1 / n : 1;
  const dlosses = empty([n], like).fill(share);
  if (!kernels.crossEntropyBackward(dlosses, rows, targets, sums, slopes, { ignoreIndex })) return null;
  const value = reducedLosses(losses, reduction);
  return { value: reduction === 'none' ? found.restore(value) : value, gradient: found.restoreRows(slopes) };
}

/** 1 at each row's target, (N, C) uint8; a row of zeros where the target is no class. */
function oneHotRows(targets: NDArray, { shape, device }: NDArray): NDArray {
  return targets.unsqueeze(-1).equal(arange(shape[1]!, { dtype: 'int32', device }));
}

function weightOf(weight: NDArray, rows: NDArray): NDArray {
  if (`${weight.shape}` !== `${rows.shape[1]}`)
    throw new RangeError(`Cannot weigh ${rows.shape[1]} classes by [${weight.shape}]: expected one weight a class`);
  return weight.dtype === rows.dtype ? weight : weight.astype(rows.dtype);
}

function checkLogProbabilities(rows: NDArray): void {
  if (!rows.device.readSync) return;
  const sums = rows.exp().sum({ axis: -1 }).toFlat();
  const at = sums.findIndex((sum) => !(Math.abs(sum - 1) < 1e-3));
  if (at >= 0)
    throw new RangeError(
      `Cannot measure a loss: the probabilities of row ${at} add up to ${Number(sums[at]!.toPrecision(4))}, expected 1: ` +
        'give the result of LogSoftmax, or scores to crossEntropyLoss',
    );
}
