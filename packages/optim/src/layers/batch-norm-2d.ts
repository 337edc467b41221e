import { Module, type Parameter, type Tensor } from '@zero-to-gpt/autograd';
import type { NDArray } from '@zero-to-gpt/linalg';
import { type BatchNormOptions, batchNorm, batchNormFields } from './batch-norm.ts';

/**
 * As `BatchNorm1d`, for images: each channel has one mean and one variance over the batch and all positions. As PyTorch's
 * `nn.BatchNorm2d`. Source: Ioffe & Szegedy 2015.
 *
 * @example
 * ```ts
 * import { tensor } from '@zero-to-gpt/autograd';
 * import { BatchNorm2d } from '@zero-to-gpt/optim';
 *
 * const norm = new BatchNorm2d(2, { eps: 0 });
 * norm.forward(tensor([[[[1, 3]], [[10, 30]]]])).value.toArray(); // → [[[[-1, 1]], [[-1, 1]]]]
 * norm.runningMean!.mul(10).toArray(); // → [2, 20]
 * ```
 */
export class BatchNorm2d extends Module {
  /** Number of channels. */
  readonly numFeatures: number;
  /** Added to the variance. */
  readonly eps: number;
  /** Share of each batch in the running mean and variance; null takes the mean of all batches so far. */
  readonly momentum: number | null;
  /** Scale of each of the channels, 1 at first. */
  readonly weight: Parameter | null;
  /** Shift of each of the channels, 0 at first. */
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
    const fields = batchNormFields('BatchNorm2d', numFeatures, options);
    this.numFeatures = fields.numFeatures;
    this.eps = fields.eps;
    this.momentum = fields.momentum;
    this.weight = fields.weight;
    this.bias = fields.bias;
    this.runningMean = fields.runningMean;
    this.runningVar = fields.runningVar;
    this.numBatchesTracked = fields.numBatchesTracked;
  }

  /** (N, C, H, W) → the same. @throws RangeError for other shapes, and while training for one element a channel */
  override forward(x: Tensor): Tensor {
    if (x.ndim !== 4)
      throw new RangeError(`Cannot normalise [${x.shape}] by batch: expected (N, C, H, W) with C ${this.numFeatures}`);
    return batchNorm(x, this);
  }
}
