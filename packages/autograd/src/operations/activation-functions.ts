import { checkOptions } from '@zero-to-gpt/linalg';
import * as rules from '../rules/index.ts';
import { applyOne, type Tensor } from '../tensor.ts';

/** Slope of `leakyRelu` below 0. */
export interface LeakyReLUOptions {
  /** Default 0.01. */
  negativeSlope?: number;
}

/** x above 0, else negativeSlope·x (Maas et al. 2013). */
export function leakyRelu(x: Tensor, options: LeakyReLUOptions = {}): Tensor {
  const { negativeSlope = 0.01 } = checkOptions('leakyRelu', options, ['negativeSlope']);
  return applyOne((v) => rules.leakyRelu(v, negativeSlope), x);
}

/**
 * x above 0, else weight·x: x (B, C, …), weight (1) or (C), one slope a channel (He et al. 2015). Channels are axis 1,
 * as in PyTorch.
 * @throws RangeError for a weight of another size
 */
export function prelu(x: Tensor, weight: Tensor): Tensor {
  const channels = x.ndim > 1 ? x.shape[1]! : 1;
  if (weight.ndim !== 1 || (weight.size !== 1 && weight.size !== channels))
    throw new RangeError(
      `Cannot apply prelu to [${x.shape}] with weight [${weight.shape}]: expected [1]${channels > 1 ? ` or [${channels}]` : ''}`,
    );
  const wide = weight.size === 1 ? weight : weight.reshape(channels, ...Array<number>(x.ndim - 2).fill(1));
  return applyOne(rules.prelu, x, wide);
}

/** Value of `elu` and `celu` far below 0. */
export interface ELUOptions {
  /** They tend to −alpha. Default 1. */
  alpha?: number;
}

/** x above 0, else alpha·(eˣ − 1) (Clevert et al. 2015). */
export function elu(x: Tensor, options: ELUOptions = {}): Tensor {
  const { alpha = 1 } = checkOptions('elu', options, ['alpha']);
  return applyOne((v) => rules.elu(v, alpha), x);
}

/** x above 0, else alpha·(e^(x/alpha) − 1): smooth at 0 for every alpha (Barron 2017). @throws RangeError for alpha 0 */
export function celu(x: Tensor, options: ELUOptions = {}): Tensor {
  const { alpha = 1 } = checkOptions('celu', options, ['alpha']);
  if (alpha === 0) throw new RangeError('Cannot apply celu with alpha 0: expected another number');
  return applyOne((v) => rules.elu(v, 1), x.div(alpha)).mul(alpha);
}

/** Fixed point of mean 0 and variance 1 (Klambauer et al. 2017, section 2). */
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

/** A scaled `elu` that keeps mean 0 and variance 1 through deep nets (Klambauer et al. 2017). */
export function selu(x: Tensor): Tensor {
  return elu(x, { alpha: SELU_ALPHA }).mul(SELU_SCALE);
}

/** Bounds of `hardtanh`. */
export interface HardtanhOptions {
  /** Default −1. */
  min?: number;
  /** Default 1. */
  max?: number;
}

/** x held between two bounds. @throws RangeError unless min < max */
export function hardtanh(x: Tensor, options: HardtanhOptions = {}): Tensor {
  const { min = -1, max = 1 } = checkOptions('hardtanh', options, ['min', 'max']);
  if (!(min < max)) throw new RangeError(`Cannot hold x between ${min} and ${max}: expected min < max`);
  return applyOne((v) => rules.hardtanh(v, min, max), x);
}

/** x held between 0 and 6 (Howard et al. 2017). */
export function relu6(x: Tensor): Tensor {
  return hardtanh(x, { min: 0, max: 6 });
}

/** relu6(x + 3)/6, a sigmoid of straight lines (Howard et al. 2019). */
export function hardsigmoid(x: Tensor): Tensor {
  return relu6(x.add(3)).div(6);
}

/** x·relu6(x + 3)/6, a SiLU of straight lines (Howard et al. 2019). */
export function hardswish(x: Tensor): Tensor {
  return x.mul(hardsigmoid(x));
}

/** Sharpness of `softplus`. */
export interface SoftplusOptions {
  /** The larger, the closer to ReLU. Default 1. */
  beta?: number;
}

/** ln(1 + e^(beta·x))/beta, a smooth ReLU; exact for large x, where PyTorch switches to x. @throws RangeError for beta 0 */
export function softplus(x: Tensor, options: SoftplusOptions = {}): Tensor {
  const { beta = 1 } = checkOptions('softplus', options, ['beta']);
  if (beta === 1) return applyOne(rules.softplus, x);
  if (beta === 0) throw new RangeError('Cannot apply softplus with beta 0: expected another number');
  return applyOne(rules.softplus, x.mul(beta)).div(beta);
}

/** Logarithm of the sigmoid, exact where that underflows. */
export function logSigmoid(x: Tensor): Tensor {
  return applyOne(rules.softplus, x.neg()).neg();
}

/** x/(1 + |x|). */
export function softsign(x: Tensor): Tensor {
  return x.div(x.abs().add(1));
}

/** x·tanh(softplus(x)) (Misra 2019). */
export function mish(x: Tensor): Tensor {
  return x.mul(softplus(x).tanh());
}

/** The first half along an axis (default the last), gated by the sigmoid of the second (Dauphin et al. 2016). @throws RangeError for an odd size */
export function glu(x: Tensor, options: { axis?: number } = {}): Tensor {
  const { axis = -1 } = checkOptions('glu', options, ['axis']);
  const size = x.shape.at(axis) ?? 0;
  if (size % 2 !== 0 || size === 0)
    throw new RangeError(`Cannot halve axis ${axis} of [${x.shape}] for glu: expected an even size`);
  const [value, gate] = x.split(2, { axis }) as [Tensor, Tensor];
  return value.mul(gate.sigmoid());
}
