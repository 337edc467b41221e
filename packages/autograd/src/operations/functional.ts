import { checkOptions, where as choose, NDArray } from '@zero-to-gpt/linalg';
import { kindOf } from '../kind-of.ts';
import * as rules from '../rules/index.ts';
import { applyOne, type Operand, Tensor } from '../tensor.ts';

/** What `linear` adds besides the bias. */
export interface LinearCallOptions {
  /** Added to the result in the same kernel, (…, O). */
  residual?: Tensor;
}

/** x·weightᵀ + bias (+ residual): x (…, I), weight (O, I), bias (O). @throws RangeError where the shapes do not fit */
export function linear(x: Tensor, weight: Tensor, bias: Tensor | null = null, options: LinearCallOptions = {}): Tensor {
  const { residual } = checkOptions('linear', options, ['residual']);
  const which = { bias: bias !== null, residual: residual !== undefined };
  const inputs = [x, weight, ...(bias ? [bias] : []), ...(residual ? [residual] : [])];
  return applyOne((a, w, ...more) => rules.linear([a, w, ...more], which), ...inputs);
}

/** Which GELU is meant. */
export interface GELUOptions {
  /** `tanh` is GPT-2's approximation, `none` the exact one with the error function. Default `tanh`. */
  approximate?: 'tanh' | 'none';
}

/** Gaussian error linear unit (Hendrycks and Gimpel 2016). Note the default: PyTorch's is `none`. */
export function gelu(x: Tensor, options: GELUOptions = {}): Tensor {
  const { approximate = 'tanh' } = checkOptions('gelu', options, ['approximate']);
  return applyOne(approximate === 'tanh' ? rules.gelu : rules.geluExact, x);
}

/** x·σ(x), also called swish. */
export function silu(x: Tensor): Tensor {
  return applyOne(rules.silu, x);
}

/** max(x, 0). */
export function relu(x: Tensor): Tensor {
  return x.relu();
}

/** Hyperbolic tangent. */
export function tanh(x: Tensor): Tensor {
  return x.tanh();
}

/** 1/(1 + e⁻ˣ). */
export function sigmoid(x: Tensor): Tensor {
  return x.sigmoid();
}

/** Along an axis (default the last): positive, sums to one. */
export function softmax(x: Tensor, options: { axis?: number } = {}): Tensor {
  return x.softmax(options);
}

/** Logarithm of `softmax`, exact where that underflows. */
export function logSoftmax(x: Tensor, options: { axis?: number } = {}): Tensor {
  return x.logSoftmax(options);
}

/** Tensors side by side along an axis (default 0). */
export function concat(tensors: readonly Tensor[], options: { axis?: number } = {}): Tensor {
  const { axis = 0 } = checkOptions('concat', options, ['axis']);
  return applyOne((...xs) => rules.concat(xs, axis), ...tensors);
}

/** Tensors of one shape along a new axis (default 0). */
export function stack(tensors: readonly Tensor[], options: { axis?: number } = {}): Tensor {
  const { axis = 0 } = checkOptions('stack', options, ['axis']);
  return applyOne((...xs) => rules.stack(xs, axis), ...tensors);
}

/**
 * `a` where the mask (uint8) is 1, else `b`; all three broadcast. Arrays and numbers are constants.
 * @throws TypeError for a mask that is no array, and choices that are none of the three
 */
export function where(mask: NDArray, a: Operand, b: Operand): Tensor {
  if (!(mask instanceof NDArray))
    throw new TypeError(
      `Cannot choose by a mask that is ${kindOf(mask)}: expected an NDArray of dtype uint8, as x.greater(0)`,
    );
  const [x, y] = [lifted(a), lifted(b)];
  if (typeof x === 'number')
    return typeof y === 'number' ? new Tensor(choose(mask, x, y)) : applyOne((v) => rules.where(mask, x, v), y);
  return typeof y === 'number'
    ? applyOne((v) => rules.where(mask, v, y), x)
    : applyOne((v, w) => rules.where(mask, v, w), x, y);
}

/** Each element held between `low` and `high`; the gradient passes where it was not held. @throws RangeError where the low end is above the high one */
export function clip(x: Tensor, low: number, high: number): Tensor {
  return applyOne((a) => rules.clip(a, low, high), x);
}

/** ln Σ eˣ along an axis (default the last), without overflow; −∞ for an axis without elements. */
export function logSumExp(x: Tensor, options: { axis?: number; keepdims?: boolean } = {}): Tensor {
  const { axis = -1, keepdims = false } = checkOptions('logSumExp', options, ['axis', 'keepdims']);
  return applyOne((a) => rules.logSumExp(a, { axis, keepdims }), x);
}

function lifted(x: Operand): Tensor | number {
  if (x instanceof Tensor || typeof x === 'number') return x;
  if (x instanceof NDArray) return new Tensor(x);
  throw new TypeError(`Cannot choose from ${kindOf(x)}: expected a Tensor, an NDArray or a number`);
}
