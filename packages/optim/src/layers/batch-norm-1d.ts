import { Module, type Parameter, type Tensor } from '@zero-to-gpt/autograd';
import type { NDArray } from '@zero-to-gpt/linalg';
import { type BatchNormOptions, batchNorm, batchNormFields } from './batch-norm.ts';

/**
 * Gives each feature the mean 0 and the variance 1 over the batch, then a learned scale and shift: as PyTorch's
 * `nn.BatchNorm1d`. While training it uses the batch's own mean and variance and keeps a running one of each, which `eval()`
 * uses, so that a prediction does not depend on its neighbours. Source: Ioffe & Szegedy 2015.
 *
 * @example
 * ```ts
 * import { tensor } from '@zero-to-gpt/autograd';
 * import { BatchNorm1d } from '@zero-to-gpt/optim';
 *
 * const norm = new BatchNorm1d(2, { eps: 0 });
 * norm.forward(tensor([[1, 10], [3, 30]])).value.toArray(); // → [[-1, -1], [1, 1]]
 * norm.runningMean!.mul(10).toArray(); // → [2, 20]
 * ```
 */
export class BatchNorm1d extends Module {
  /** Number of features. */
  readonly numFeatures: number;
  /** Added to the variance. */
  readonly eps: number;
  /** Share of each batch in the running mean and variance; null takes the mean of all batches so far. */
  readonly momentum: number | null;
  /** Scale of each of the features, 1 at first. */
  readonly weight: Parameter | null;
  /** Shift of each of the features, 0 at first. */
  readonly bias: Parameter | null;
  /** Running mean, a buffer, 0 at first. */
  readonly runningMean: NDArray | null;
  /** Running variance, a buffer, 1 at first. */
  readonly runningVar: NDArray | null;
  /** Number of batches seen in training, a buffer of one whole number. */
  readonly numBatchesTracked: NDArray | null;

  /** Defaults: eps 1e-5, momentum 0.1, affine, trackRunningStats. @throws RangeError for options that cannot be */
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super();
    const fields = batchNormFields('BatchNorm1d', numFeatures, options);
    this.numFeatures = fields.numFeatures;
    this.eps = fields.eps;
    this.momentum = fields.momentum;
    this.weight = fields.weight;
    this.bias = fields.bias;
    this.runningMean = fields.runningMean;
    this.runningVar = fields.runningVar;
    this.numBatchesTracked = fields.numBatchesTracked;
  }

  /** (N, C) or (N, C, L) → the same. @throws RangeError for other shapes, and while training for one element a channel */
  override forward(x: Tensor): Tensor {
    if (x.ndim !== 2 && x.ndim !== 3)
      throw new RangeError(
        `Cannot normalise [${x.shape}] by batch: expected (N, C) or (N, C, L) with C ${this.numFeatures}`,
      );
    return batchNorm(x, this);
  }
}
