import type { Pair } from '@zero-to-gpt/dense/conv';
import { checkOptions, defaultRandom, empty } from '@zero-to-gpt/linalg';
import * as init from '../modules/init.ts';
import { Module } from '../modules/module.ts';
import { Parameter } from '../modules/parameter.ts';
import { type ConvolutionOptions, conv2d } from '../operations/convolution.ts';
import type { Tensor } from '../tensor.ts';
import type { LayerOptions } from './linear.ts';

/** Options of `Conv2d`. */
export interface Conv2dOptions extends LayerOptions, ConvolutionOptions {}

/**
 * Small filters that slide over images: x (B, inChannels, H, W) → (B, outChannels, Ho, Wo), see `conv2d`. The first
 * weights and biases are uniform in ±1/√(inChannels/groups·kh·kw), as PyTorch's.
 *
 * @example
 * ```ts
 * import { Conv2d, Tensor } from '@zero-to-gpt/autograd';
 * import { ones } from '@zero-to-gpt/linalg';
 *
 * const images = new Tensor(ones([2, 1, 8, 8]));
 * new Conv2d(1, 4, 3, { padding: 1 }).forward(images).shape; // → [2, 4, 8, 8]
 * ```
 */
export class Conv2d extends Module {
  /** [outChannels, inChannels/groups, kh, kw], as in PyTorch. */
  readonly weight: Parameter;
  /** [outChannels], or null. */
  readonly bias: Parameter | null;
  readonly #moves: ConvolutionOptions;

  /** @throws RangeError unless the channels are whole numbers of at least 1 that the groups divide */
  constructor(inChannels: number, outChannels: number, kernel: Pair, options: Conv2dOptions = {}) {
    super();
    const {
      bias = true,
      random = defaultRandom(),
      dtype,
      device,
      ...moves
    } = checkOptions('Conv2d', options, [
      'stride',
      'padding',
      'dilation',
      'groups',
      'bias',
      'random',
      'dtype',
      'device',
    ]);
    const { groups = 1 } = moves;
    for (const n of [inChannels, outChannels, groups])
      if (!Number.isSafeInteger(n) || n < 1 || inChannels % groups !== 0 || outChannels % groups !== 0)
        throw new RangeError(
          `Cannot make Conv2d(${inChannels}, ${outChannels}) of ${groups} group${groups === 1 ? '' : 's'}: expected whole numbers of at least 1, channels divisible by the groups`,
        );
    const [kh, kw] = typeof kernel === 'number' ? [kernel, kernel] : kernel;
    if (![kh, kw].every((n) => Number.isSafeInteger(n) && n >= 1))
      throw new RangeError(`Cannot make Conv2d with kernel [${[kh, kw]}]: expected whole numbers of at least 1`);
    this.#moves = moves;
    const where = { ...(dtype && { dtype }), ...(device && { device }) };
    const bound = 1 / Math.sqrt((inChannels / groups) * kh * kw); // kaimingUniform with a = √5
    const draw = (...shape: number[]) =>
      init.uniform(new Parameter(empty(shape, where)), { low: -bound, high: bound, random });
    this.weight = draw(outChannels, inChannels / groups, kh, kw);
    this.bias = bias ? draw(outChannels) : null;
  }

  override forward(x: Tensor): Tensor {
    return conv2d(x, this.weight, this.bias, this.#moves);
  }
}
