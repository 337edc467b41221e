import { Linear } from '@zero-to-gpt/autograd';
import { type ArrayOptions, defaultRandom, type Random } from '@zero-to-gpt/linalg';

/** Options that the layers of a transformer share. */
export interface TransformerLayerOptions extends ArrayOptions {
  /** Whether linear layers and norms have a bias. Default: true. */
  readonly bias?: boolean;
  /** Share of activations that training zeroes. Default: 0. */
  readonly dropout?: number;
  /** Standard deviation of the weights at first. Default: 0.02. */
  readonly std?: number;
  /** The same for the projection whose result is added to the residual stream. Default: `std`. */
  readonly residualStd?: number;
  /** Where weights are drawn from; each child has a stream of its own, split off by name. Default: the default stream. */
  readonly random?: Random;
  /** Where dropout draws from, in the order of use. Default: a stream split off `random`. */
  readonly dropoutRandom?: Random;
}

/** Options of `normalLinear`. */
export interface NormalLinearOptions extends ArrayOptions {
  /** Whether it has a bias. */
  readonly bias?: boolean;
  /** Standard deviation of the weights. */
  readonly std?: number;
  /** Where they are drawn from. */
  readonly random?: Random;
}

/** A linear layer as GPT-2 starts it: normal weights of a small spread, zero bias. */
export function normalLinear(
  inFeatures: number,
  outFeatures: number,
  { std = 0.02, random = defaultRandom(), bias = true, dtype, device }: NormalLinearOptions = {}, // a block's options have more
): Linear {
  const where = { ...(dtype && { dtype }), ...(device && { device }) };
  const linear = new Linear(inFeatures, outFeatures, { bias, random, ...where });
  const { weight } = linear;
  // as `init.normal` and `init.zeros` do, whose namespace esbuild takes whole: 10 KB more for a page with a GPT
  using drawn = random.normal(weight.shape, { std, dtype: weight.dtype, device: weight.device });
  weight.value.assign(drawn);
  linear.bias?.value.fill(0);
  return linear;
}
