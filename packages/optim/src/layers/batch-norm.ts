import { apply, Parameter, type Tensor } from '@zero-to-gpt/autograd';
import {
  type ArrayOptions,
  checkOptions,
  emptyLike,
  type NDArray,
  ones,
  sizeOf,
  tidy,
  unscoped,
  zeros,
} from '@zero-to-gpt/linalg';
import { checkEps } from './norm-shape.ts';
import { runningMean as follow } from './running-mean.ts';
import { standardizeRule } from './standardize-rule.ts';

/** Options of `BatchNorm1d` and `BatchNorm2d`. */
export interface BatchNormOptions extends ArrayOptions {
  /** Added to the variance. */
  readonly eps?: number;
  /** Share of each batch in the running mean and variance; null takes the mean of all batches so far. */
  readonly momentum?: number | null;
  /** Whether a scale and a shift are learned. */
  readonly affine?: boolean;
  /** Whether a running mean and variance are kept for `eval()`; without them it uses each batch's own too. */
  readonly trackRunningStats?: boolean;
}

/** What a batch norm holds. */
export interface BatchNormFields {
  /** Number of channels. */
  readonly numFeatures: number;
  /** Added to the variance. */
  readonly eps: number;
  /** Share of each batch in the running mean and variance; null takes the mean of all batches so far. */
  readonly momentum: number | null;
  /** Scale of each channel, 1 at first. */
  readonly weight: Parameter | null;
  /** Shift of each channel, 0 at first. */
  readonly bias: Parameter | null;
  /** Running mean of each channel, 0 at first. */
  readonly runningMean: NDArray | null;
  /** Running variance of each channel, 1 at first. */
  readonly runningVar: NDArray | null;
  /** Number of batches seen in training, one whole number. */
  readonly numBatchesTracked: NDArray | null;
}

/** The parts of a batch norm of `numFeatures` channels. @throws RangeError for options that cannot be */
export function batchNormFields(name: string, numFeatures: number, given: BatchNormOptions): BatchNormFields {
  const {
    eps = 1e-5,
    momentum = 0.1,
    affine = true,
    trackRunningStats = true,
    ...options
  } = checkOptions(name, given, ['eps', 'momentum', 'affine', 'trackRunningStats', 'dtype', 'device']);
  if (!Number.isSafeInteger(numFeatures) || numFeatures < 1)
    throw new RangeError(`Cannot normalise ${numFeatures} channels: expected a whole number, at least 1`);
  checkEps(eps);
  if (momentum !== null && !(momentum >= 0 && momentum <= 1))
    throw new RangeError(`Cannot follow the batches with momentum ${momentum}: expected a number from 0 to 1, or null`);
  const shape = [numFeatures];
  const buffer = (make: () => NDArray): NDArray | null => (trackRunningStats ? unscoped(make) : null);
  return {
    numFeatures,
    eps,
    momentum,
    weight: affine ? new Parameter(ones(shape, options)) : null,
    bias: affine ? new Parameter(zeros(shape, options)) : null,
    runningMean: buffer(() => zeros(shape, options)),
    runningVar: buffer(() => ones(shape, options)),
    numBatchesTracked: buffer(() => zeros([], { ...options, dtype: 'int32' })),
  };
}

/**
 * Normalises each channel (axis 1) over all other axes: with the batch's own mean and variance while training, where the
 * running ones then move towards them, and with the running ones in `eval()`.
 */
export function batchNorm(x: Tensor, norm: BatchNormFields & { readonly training: boolean }): Tensor {
  const { weight, bias, runningMean, runningVar, eps, numFeatures, training } = norm;
  if (x.shape[1] !== numFeatures)
    throw new RangeError(`Cannot normalise [${x.shape}] by channel: axis 1 is ${x.shape[1]}, expected ${numFeatures}`);
  const spread = x.shape.map((_, i) => (i === 1 ? numFeatures : 1)); // (1, C, 1, …)
  let y: Tensor;
  if (training || !runningMean || !runningVar) {
    const count = sizeOf(x.shape) / numFeatures;
    if (training && count < 2)
      throw new RangeError(
        `Cannot normalise [${x.shape}] while training: found ${count} element a channel, expected 2 or more`,
      );
    const axes = x.shape.map((_, i) => i).filter((i) => i !== 1);
    const [normalized, mean, variance] = apply((a) => standardizeRule(a, axes, eps), x) as [Tensor, Tensor, Tensor];
    if (training) track(norm, mean.value, variance.value, count);
    y = normalized;
  } else {
    const rstd = tidy(() =>
      runningVar
        .add(eps)
        .pow(-0.5)
        .reshape(...spread),
    );
    y = x.sub(runningMean.reshape(...spread)).mul(rstd);
  }
  const scaled = weight ? y.mul(weight.reshape(...spread)) : y;
  return bias ? scaled.add(bias.reshape(...spread)) : scaled;
}

/** Moves the running mean and variance towards a batch's, the variance as that of the population (divided by n − 1). */
function track(norm: BatchNormFields, mean: NDArray, variance: NDArray, count: number): void {
  const { runningMean, runningVar, numBatchesTracked, momentum } = norm;
  if (!runningMean || !runningVar || !numBatchesTracked) return;
  const { device } = runningMean;
  device.binary('add', numBatchesTracked, 1, numBatchesTracked);
  tidy(() => {
    const means = mean.reshape(-1);
    const variances = variance.reshape(-1).mul(count / (count - 1));
    for (const [running, batch] of [
      [runningMean, means],
      [runningVar, variances],
    ] as const) {
      if (momentum !== null) follow(running, batch, 1 - momentum, emptyLike(running));
      else {
        const change = batch.sub(running).div(numBatchesTracked.astype(running.dtype)); // the number stays on the device
        device.binary('add', running, change, running);
      }
    }
  });
}
