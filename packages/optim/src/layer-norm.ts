import { applyOne, Module, Parameter, type Rule, type Tensor } from '@zero-to-gpt/autograd';
import { type ArrayOptions, ones, type Shape, sizeOf, zeros } from '@zero-to-gpt/linalg';
import { layerNormRule } from './layer-norm-rule.ts';

/** Options of `LayerNorm`. */
export interface LayerNormOptions extends ArrayOptions {
  /** Added to the variance. */
  readonly eps?: number;
  /** Whether a bias is learned. */
  readonly bias?: boolean;
}

/**
 * Gives each position's features the mean 0 and the variance 1, then a learned scale and shift: as PyTorch's
 * `nn.LayerNorm`, over the last axis or the last few.
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
  readonly weight: Parameter;
  /** Shift of each feature, 0 at first. */
  readonly bias: Parameter | null;

  /** `shape`: number of features, or the sizes of the last axes. */
  constructor(shape: number | Shape, { eps = 1e-5, bias = true, ...options }: LayerNormOptions = {}) {
    super();
    this.shape = typeof shape === 'number' ? [shape] : [...shape];
    if (this.shape.length === 0 || !this.shape.every((d) => Number.isSafeInteger(d) && d > 0))
      throw new RangeError(`Cannot normalise over [${this.shape}]: expected whole numbers, at least 1`);
    if (!(eps >= 0)) throw new RangeError(`Cannot normalise with eps ${eps}: expected a number, at least 0`);
    this.eps = eps;
    this.weight = new Parameter(ones(this.shape, options));
    this.bias = bias ? new Parameter(zeros(this.shape, options)) : null;
  }

  /** (…, shape) → (…, shape). @throws RangeError where the last axes are others */
  override forward(x: Tensor): Tensor {
    const lead = x.shape.length - this.shape.length;
    if (lead < 0 || this.shape.some((d, i) => d !== x.shape[lead + i]))
      throw new RangeError(`Cannot normalise [${x.shape}] over [${this.shape}]: these must be its last axes`);
    const rule: Rule = (a, w, b) => layerNormRule(this.bias ? [a, w, b] : [a, w], this.eps);
    const affine = this.bias ? [this.weight, this.bias] : [this.weight];
    if (this.shape.length === 1) return applyOne(rule, x, ...affine);
    const width = sizeOf(this.shape);
    const rows = x.reshape(...x.shape.slice(0, lead), width);
    return applyOne(rule, rows, ...affine.map((parameter) => parameter.reshape(width))).reshape(...x.shape);
  }
}
