import { defaultRandom, type NDArray, type Random, type Shape } from '@zero-to-gpt/linalg';
import type { Tensor } from './tensor.ts';

/** Where random numbers come from. */
export interface RandomOptions {
  /** Default: the stream that `seed` restarts. */
  random?: Random;
}

/** Bounds of `uniform`. */
export interface UniformInit extends RandomOptions {
  /** Smallest value, default 0. */
  low?: number;
  /** Upper bound, not reached; default 1. */
  high?: number;
}

/** Centre and width of `normal`. */
export interface NormalInit extends RandomOptions {
  /** Default 0. */
  mean?: number;
  /** Standard deviation, default 1. */
  std?: number;
}

/** Scale of the Xavier family. */
export interface XavierInit extends RandomOptions {
  /** Factor for the activation that follows, default 1. */
  gain?: number;
}

/** Scale of the Kaiming family. */
export interface KaimingInit extends RandomOptions {
  /** Slope below zero of the leaky ReLU that follows; 0 is ReLU. Default 0. */
  a?: number;
  /** Whether forward values (`in`) or gradients (`out`) keep their size. Default `in`. */
  mode?: 'in' | 'out';
}

/** Fills a tensor in place with draws from [low, high). Gives it back, as all of these. */
export function uniform<T extends Tensor>(x: T, { low = 0, high = 1, random = defaultRandom() }: UniformInit = {}): T {
  return filled(x, random.uniform(x.shape, { low, high, dtype: drawn(x), device: x.device }));
}

/** Normal distribution. */
export function normal<T extends Tensor>(x: T, { mean = 0, std = 1, random = defaultRandom() }: NormalInit = {}): T {
  return filled(x, random.normal(x.shape, { mean, std, dtype: drawn(x), device: x.device }));
}

/** Every element `value`. */
export function constant<T extends Tensor>(x: T, value: number): T {
  x.value.fill(value);
  return x;
}

/** Zeros. */
export function zeros<T extends Tensor>(x: T): T {
  return constant(x, 0);
}

/** Ones. */
export function ones<T extends Tensor>(x: T): T {
  return constant(x, 1);
}

/** Uniform in ±gain·√(6/(in + out)) (Glorot and Bengio 2010): sizes stay equal through linear layers. */
export function xavierUniform<T extends Tensor>(x: T, { gain = 1, random = defaultRandom() }: XavierInit = {}): T {
  const fan = fans(x.shape);
  const bound = gain * Math.sqrt(6 / (fan.in + fan.out));
  return uniform(x, { low: -bound, high: bound, random });
}

/** Normal with deviation gain·√(2/(in + out)) (Glorot and Bengio 2010). */
export function xavierNormal<T extends Tensor>(x: T, { gain = 1, random = defaultRandom() }: XavierInit = {}): T {
  const fan = fans(x.shape);
  return normal(x, { std: gain * Math.sqrt(2 / (fan.in + fan.out)), random });
}

/** Uniform in ±√(6/((1 + a²)·fan)) (He et al. 2015): sizes stay equal through ReLUs. */
export function kaimingUniform<T extends Tensor>(
  x: T,
  { a = 0, mode = 'in', random = defaultRandom() }: KaimingInit = {},
): T {
  const bound = Math.sqrt(6 / ((1 + a * a) * fans(x.shape)[mode]));
  return uniform(x, { low: -bound, high: bound, random });
}

/** Normal with deviation √(2/((1 + a²)·fan)) (He et al. 2015). */
export function kaimingNormal<T extends Tensor>(
  x: T,
  { a = 0, mode = 'in', random = defaultRandom() }: KaimingInit = {},
): T {
  return normal(x, { std: Math.sqrt(2 / ((1 + a * a) * fans(x.shape)[mode])), random });
}

/** Inputs and outputs of a weight [out, in, …window]. @throws RangeError below two axes */
function fans(shape: Shape): { in: number; out: number } {
  if (shape.length < 2)
    throw new RangeError(`Cannot count the inputs and outputs of shape [${shape}]: expected [out, in] or more axes`);
  const [out, inputs, ...window] = shape as [number, number, ...number[]];
  const taps = window.reduce((a, b) => a * b, 1);
  return { in: inputs * taps, out: out * taps };
}

function drawn(x: Tensor): 'float32' | 'float64' {
  return x.dtype === 'float64' ? 'float64' : 'float32';
}

/** Copies the draw in and frees it. */
function filled<T extends Tensor>(x: T, draw: NDArray): T {
  x.value.assign(draw);
  draw.dispose();
  return x;
}
