import { applyOne, Module, Parameter, type Rule, type Tensor } from '@zero-to-gpt/autograd';
import { type ArrayOptions, checkOptions, type DType, ones, type Shape, sizeOf } from '@zero-to-gpt/linalg';
import { checkAffine, checkEps, normShape, rowsOf } from './norm-shape.ts';
import { rmsNormRule } from './rms-norm-rule.ts';

/** Options of `RMSNorm`. */
export interface RMSNormOptions extends ArrayOptions {
  /** Added to the mean square. Default: the smallest step of the dtype above 1, as in PyTorch (float32: 1.1920929e-7). */
  readonly eps?: number;
  /** Whether a scale is learned. */
  readonly elementwiseAffine?: boolean;
}

/**
 * Divides each position's features by the root of their mean square, then scales them: `LayerNorm` without mean and shift.
 * As PyTorch's `nn.RMSNorm`, over the last axis or the last few. Source: Zhang & Sennrich 2019.
 *
 * @example
 * ```ts
 * import { tensor } from '@zero-to-gpt/autograd';
 * import { RMSNorm } from '@zero-to-gpt/optim';
 *
 * const y = new RMSNorm(2, { eps: 0 }).forward(tensor([[3, -3], [1, 7]])); // root mean squares 3 and 5
 * y.value.mul(5).toArray(); // → [[5, -5], [1, 7]]
 * ```
 */
export class RMSNorm extends Module {
  /** Shape of the axes that are normalised together. */
  readonly shape: Shape;
  /** Added to the mean square. */
  readonly eps: number;
  /** Scale of each feature, 1 at first. */
  readonly weight: Parameter | null;

  /** `shape`: number of features, or the sizes of the last axes. @throws RangeError for shapes and eps that cannot be */
  constructor(shape: number | Shape, given: RMSNormOptions = {}) {
    const {
      eps,
      elementwiseAffine = true,
      ...options
    } = checkOptions('RMSNorm', given, ['eps', 'elementwiseAffine', 'dtype', 'device']);
    super();
    this.shape = normShape(shape);
    this.eps = eps ?? smallestStep(options.dtype);
    checkEps(this.eps);
    this.weight = elementwiseAffine ? new Parameter(ones(this.shape, options)) : null;
  }

  /** (…, shape) → (…, shape). @throws RangeError where the last axes are others */
  override forward(x: Tensor): Tensor {
    return rmsNorm(x, this.weight, { shape: this.shape, eps: this.eps });
  }
}

/** Options of `rmsNorm`. */
export interface RMSNormCallOptions {
  /** Sizes of the last axes that are normalised together. Default: the weight's, or else the last axis. */
  readonly shape?: Shape;
  /** Added to the mean square. Default: the smallest step of the dtype above 1. */
  readonly eps?: number;
}

/**
 * What `RMSNorm` computes, as PyTorch's `functional.rms_norm`: x (…, shape), weight (shape) or null.
 * @throws RangeError where the last axes of x, or the shape of weight, are others
 */
export function rmsNorm(x: Tensor, weight: Tensor | null = null, options: RMSNormCallOptions = {}): Tensor {
  const { shape = weight?.shape ?? x.shape.slice(-1), eps = smallestStep(x.dtype) } = checkOptions('rmsNorm', options, [
    'shape',
    'eps',
  ]);
  checkEps(eps);
  const rows = rowsOf(x.shape, shape);
  if (weight) checkAffine(weight.shape, shape);
  const rule: Rule = (a, w) => rmsNormRule(w ? [a, w] : [a], eps);
  const affine = weight ? [weight] : [];
  if (shape.length === 1) return applyOne(rule, x, ...affine);
  const flat = affine.map((tensor) => tensor.reshape(sizeOf(shape)));
  return applyOne(rule, x.reshape(...rows), ...flat).reshape(...x.shape);
}

function smallestStep(dtype: DType | undefined): number {
  return dtype === 'float64' ? Number.EPSILON : 1.1920928955078125e-7;
}
