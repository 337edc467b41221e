import { type ArrayOptions, checkOptions, defaultRandom, empty, type Random } from '@zero-to-gpt/linalg';
import * as init from '../modules/init.ts';
import { Module } from '../modules/module.ts';
import { Parameter } from '../modules/parameter.ts';
import { type LinearCallOptions, linear } from '../operations/functional.ts';
import type { Tensor } from '../tensor.ts';

/** Options that layers share. */
export interface LayerOptions extends ArrayOptions {
  /** Whether the layer has a bias. Default true. */
  bias?: boolean;
  /** Where the first weights come from. Default: the stream that `seed` restarts. */
  random?: Random;
}

/**
 * y = x·weightᵀ + bias: (…, inFeatures) → (…, outFeatures). The first weights and biases are uniform in ±1/√inFeatures,
 * as PyTorch's.
 *
 * @example
 * ```ts
 * import { Linear, tensor } from '@zero-to-gpt/autograd';
 *
 * new Linear(3, 2).forward(tensor([[1, 2, 3]])).shape; // → [1, 2]
 * ```
 */
export class Linear extends Module<[x: Tensor, options?: LinearCallOptions]> {
  /** [outFeatures, inFeatures], as in PyTorch. */
  readonly weight: Parameter;
  /** [outFeatures], or null. */
  readonly bias: Parameter | null;

  /** @throws RangeError unless both sizes are whole numbers of at least 1 */
  constructor(inFeatures: number, outFeatures: number, options: LayerOptions = {}) {
    super();
    const {
      bias = true,
      random = defaultRandom(),
      ...where
    } = checkOptions('Linear', options, ['bias', 'random', 'dtype', 'device']);
    for (const size of [inFeatures, outFeatures])
      if (!Number.isSafeInteger(size) || size < 1)
        throw new RangeError(
          `Cannot make a Linear from ${inFeatures} to ${outFeatures} features: expected whole numbers of at least 1`,
        );
    const bound = 1 / Math.sqrt(inFeatures); // kaimingUniform with a = √5
    const draw = (...shape: number[]) =>
      init.uniform(new Parameter(empty(shape, where)), { low: -bound, high: bound, random });
    this.weight = draw(outFeatures, inFeatures);
    this.bias = bias ? draw(outFeatures) : null;
  }

  /** x·weightᵀ + bias, and the residual where one is given. */
  override forward(x: Tensor, options: LinearCallOptions = {}): Tensor {
    return linear(x, this.weight, this.bias, options);
  }
}
