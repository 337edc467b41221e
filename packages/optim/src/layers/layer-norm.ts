import { applyOne, Module, Parameter, type Rule, type Tensor } from '@zero-to-gpt/autograd';
import { type ArrayOptions, checkOptions, ones, type Shape, sizeOf, zeros } from '@zero-to-gpt/linalg';
import { layerNormRule } from './layer-norm-rule.ts';
import { checkAffine, checkEps, normShape, rowsOf } from './norm-shape.ts';

/** Options of `LayerNorm`. */
export interface LayerNormOptions extends ArrayOptions {
  /** Added to the variance. */
  readonly eps?: number;
  /** Whether a bias is learned beside the scale. */
  readonly bias?: boolean;
  /** Whether a scale, and with it a bias, is learned. */
  readonly elementwiseAffine?: boolean;
}

/**
 * Gives each position's features the mean 0 and the variance 1, then a learned scale and shift: as PyTorch's
 * `nn.LayerNorm`, over the last axis or the last few. Source: Ba, Kiros & Hinton 2016.
 *
 * @example
 * ```ts
 * import { tensor } from '@zero-to-gpt/autograd';
 * import { LayerNorm } from '@zero-to-gpt/optim';
 *
 * const y = new LayerNorm(2, { eps: 0 }).forward(tensor([[1, 3], [10, 30]]));
 * y.value.toArray(); // → [[-1, 1], [-1, 1]]
 * ```
 */
export class LayerNorm extends Module {
  /** Shape of the axes that are normalised together. */
  readonly shape: Shape;
  /** Added to the variance. */
  readonly eps: number;
  /** Scale of each feature, 1 at first. */
  readonly weight: Parameter | null;
  /** Shift of each feature, 0 at first. */
  readonly bias: Parameter | null;

  /** `shape`: number of features, or the sizes of the last axes. @throws RangeError for shapes and eps that cannot be */
  constructor(shape: number | Shape, given: LayerNormOptions = {}) {
    const {
      eps = 1e-5,
      bias = true,
      elementwiseAffine = true,
      ...options
    } = checkOptions('LayerNorm', given, ['eps', 'bias', 'elementwiseAffine', 'dtype', 'device']);
    super();
    this.shape = normShape(shape);
    checkEps(eps);
    this.eps = eps;
    this.weight = elementwiseAffine ? new Parameter(ones(this.shape, options)) : null;
    this.bias = elementwiseAffine && bias ? new Parameter(zeros(this.shape, options)) : null;
  }

  /** (…, shape) → (…, shape). @throws RangeError where the last axes are others */
  override forward(x: Tensor): Tensor {
    return layerNorm(x, this.weight, this.bias, { shape: this.shape, eps: this.eps });
  }
}

/** Options of `layerNorm`. */
export interface LayerNormCallOptions {
  /** Sizes of the last axes that are normalised together. Default: the weight's, or else the last axis. */
  readonly shape?: Shape;
  /** Added to the variance. */
  readonly eps?: number;
}

/**
 * What `LayerNorm` computes, as PyTorch's `functional.layer_norm`: x (…, shape), weight and bias (shape) or null.
 * @throws RangeError where the last axes of x, or the shapes of weight and bias, are others
 */
export function layerNorm(
  x: Tensor,
  weight: Tensor | null = null,
  bias: Tensor | null = null,
  options: LayerNormCallOptions = {},
): Tensor {
  const { shape = (weight ?? bias)?.shape ?? x.shape.slice(-1), eps = 1e-5 } = checkOptions('layerNorm', options, [
    'shape',
    'eps',
  ]);
  checkEps(eps);
  const rows = rowsOf(x.shape, shape);
  const affine = [weight, bias].filter((tensor) => tensor !== null);
  for (const tensor of affine) checkAffine(tensor.shape, shape);
  const rule: Rule = (a, w, b) => layerNormRule([a, w, b], eps);
  const scaled = weight ? affine : []; // a shift alone is added afterwards
  let y: Tensor;
  if (shape.length === 1) y = applyOne(rule, x, ...scaled);
  else {
    const flat = scaled.map((tensor) => tensor.reshape(sizeOf(shape)));
    y = applyOne(rule, x.reshape(...rows), ...flat).reshape(...x.shape);
  }
  return bias && !weight ? y.add(bias) : y;
}
