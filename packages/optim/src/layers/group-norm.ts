import { applyOne, Module, Parameter, type Tensor } from '@zero-to-gpt/autograd';
import { type ArrayOptions, checkOptions, ones, sizeOf, zeros } from '@zero-to-gpt/linalg';
import { layerNormRule } from './layer-norm-rule.ts';
import { checkEps } from './norm-shape.ts';

/** Options of `GroupNorm`. */
export interface GroupNormOptions extends ArrayOptions {
  /** Added to the variance. */
  readonly eps?: number;
  /** Whether a scale and a shift of each channel are learned. */
  readonly affine?: boolean;
}

/**
 * Gives each group of channels of each example the mean 0 and the variance 1, then a learned scale and shift of each channel:
 * between `LayerNorm` (one group) and one mean a channel, and never a matter of the batch. As PyTorch's `nn.GroupNorm`.
 * Source: Wu & He 2018.
 *
 * @example
 * ```ts
 * import { tensor } from '@zero-to-gpt/autograd';
 * import { GroupNorm } from '@zero-to-gpt/optim';
 *
 * const y = new GroupNorm(2, 4, { eps: 0 }).forward(tensor([[1, 3, 10, 30]]));
 * y.value.toArray(); // → [[-1, 1, -1, 1]]
 * ```
 */
export class GroupNorm extends Module {
  /** Number of groups. */
  readonly numGroups: number;
  /** Number of channels. */
  readonly numChannels: number;
  /** Added to the variance. */
  readonly eps: number;
  /** Scale of each channel, 1 at first. */
  readonly weight: Parameter | null;
  /** Shift of each channel, 0 at first. */
  readonly bias: Parameter | null;

  /** @throws RangeError unless the groups divide the channels */
  constructor(numGroups: number, numChannels: number, given: GroupNormOptions = {}) {
    const {
      eps = 1e-5,
      affine = true,
      ...options
    } = checkOptions('GroupNorm', given, ['eps', 'affine', 'dtype', 'device']);
    super();
    const counts = [numGroups, numChannels];
    if (!counts.every((count) => Number.isSafeInteger(count) && count > 0) || numChannels % numGroups !== 0)
      throw new RangeError(
        `Cannot normalise ${numChannels} channels in ${numGroups} groups: expected whole numbers, channels a multiple of groups`,
      );
    checkEps(eps);
    this.numGroups = numGroups;
    this.numChannels = numChannels;
    this.eps = eps;
    this.weight = affine ? new Parameter(ones([numChannels], options)) : null;
    this.bias = affine ? new Parameter(zeros([numChannels], options)) : null;
  }

  /** (N, C, …) → the same. @throws RangeError where axis 1 is another number of channels */
  override forward(x: Tensor): Tensor {
    const { shape } = x;
    if (shape.length < 2 || shape[1] !== this.numChannels)
      throw new RangeError(`Cannot normalise [${shape}] by group: expected (N, ${this.numChannels}, …)`);
    const width = sizeOf(shape.slice(1)) / this.numGroups;
    const rows = x.reshape(shape[0]!, this.numGroups, width);
    const y = applyOne((a) => layerNormRule([a], this.eps), rows).reshape(...shape);
    const spread = shape.map((_, i) => (i === 1 ? this.numChannels : 1)); // (1, C, 1, …)
    const scaled = this.weight ? y.mul(this.weight.reshape(...spread)) : y;
    return this.bias ? scaled.add(this.bias.reshape(...spread)) : scaled;
  }
}
