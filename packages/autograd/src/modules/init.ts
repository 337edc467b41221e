import {
  checkOptions,
  defaultRandom,
  fromData,
  linalg,
  math,
  type NDArray,
  type Random,
  reference,
  type Shape,
  tidy,
} from '@zero-to-gpt/linalg';
import type { Tensor } from '../tensor.ts';

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
  /** What follows. Default `leakyRelu` with slope `a`. */
  nonlinearity?: Nonlinearity;
}

/** Bounds, centre and width of `truncNormal`. */
export interface TruncatedNormalInit extends NormalInit {
  /** Smallest value, default −2. */
  low?: number;
  /** Largest value, default 2. */
  high?: number;
}

/** Options of `sparse`. */
export interface SparseInit extends RandomOptions {
  /** Standard deviation of the rest, default 0.01. */
  std?: number;
}

/** Activations that `calculateGain` knows. */
export type Nonlinearity = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leakyRelu' | 'selu';

/** By how much an activation shrinks numbers, to be made up for by the weights before it; `slope` is that of leakyRelu. PyTorch's values. */
export function calculateGain(nonlinearity: Nonlinearity, slope = 0.01): number {
  const gains = {
    linear: 1,
    sigmoid: 1,
    tanh: 5 / 3,
    relu: Math.SQRT2,
    leakyRelu: Math.sqrt(2 / (1 + slope * slope)),
    selu: 3 / 4,
  } satisfies Record<Nonlinearity, number>;
  if (!Object.hasOwn(gains, nonlinearity))
    throw new RangeError(`Cannot find the gain of '${nonlinearity}': expected ${Object.keys(gains).join(', ')}`);
  return gains[nonlinearity];
}

/** Fills a tensor in place with draws from [low, high). Gives it back, as all of these. */
export function uniform<T extends Tensor>(x: T, options: UniformInit = {}): T {
  checkOptions('init.uniform', options, ['low', 'high', 'random']);
  const { low = 0, high = 1, random = defaultRandom() } = options;
  return filled(x, random.uniform(x.shape, { low, high, dtype: drawn(x), device: x.device }));
}

/** Normal distribution. */
export function normal<T extends Tensor>(x: T, options: NormalInit = {}): T {
  checkOptions('init.normal', options, ['mean', 'std', 'random']);
  const { mean = 0, std = 1, random = defaultRandom() } = options;
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
export function xavierUniform<T extends Tensor>(x: T, options: XavierInit = {}): T {
  const { gain = 1, random = defaultRandom() } = checkOptions('init.xavierUniform', options, ['gain', 'random']);
  const fan = fans(x.shape);
  const bound = gain * Math.sqrt(6 / (fan.in + fan.out));
  return uniform(x, { low: -bound, high: bound, random });
}

/** Normal with deviation gain·√(2/(in + out)) (Glorot and Bengio 2010). */
export function xavierNormal<T extends Tensor>(x: T, options: XavierInit = {}): T {
  const { gain = 1, random = defaultRandom() } = checkOptions('init.xavierNormal', options, ['gain', 'random']);
  const fan = fans(x.shape);
  return normal(x, { std: gain * Math.sqrt(2 / (fan.in + fan.out)), random });
}

/** Uniform in ±gain·√(3/fan) (He et al. 2015), gain² = 2/(1 + a²): sizes stay equal through ReLUs. */
export function kaimingUniform<T extends Tensor>(x: T, options: KaimingInit = {}): T {
  const { gain, fan, random } = kaiming('init.kaimingUniform', x, options);
  const bound = gain * Math.sqrt(3 / fan);
  return uniform(x, { low: -bound, high: bound, random });
}

/** Normal with deviation gain/√fan (He et al. 2015), gain² = 2/(1 + a²). */
export function kaimingNormal<T extends Tensor>(x: T, options: KaimingInit = {}): T {
  const { gain, fan, random } = kaiming('init.kaimingNormal', x, options);
  return normal(x, { std: gain / Math.sqrt(fan), random });
}

function kaiming(call: string, x: Tensor, options: KaimingInit): { gain: number; fan: number; random: Random } {
  checkOptions(call, options, ['a', 'mode', 'nonlinearity', 'random']);
  const { a = 0, mode = 'in', nonlinearity = 'leakyRelu', random = defaultRandom() } = options;
  return { gain: calculateGain(nonlinearity, a), fan: fans(x.shape)[mode], random };
}

/**
 * Normal distribution without its ends: values outside [low, high] do not occur. Bounds are absolute, not in deviations.
 * @throws RangeError unless low < high and the deviation is above 0
 */
export function truncNormal<T extends Tensor>(x: T, options: TruncatedNormalInit = {}): T {
  checkOptions('init.truncNormal', options, ['mean', 'std', 'low', 'high', 'random']);
  const { mean = 0, std = 1, low = -2, high = 2, random = defaultRandom() } = options;
  if (!(low < high) || !(std > 0))
    throw new RangeError(`Cannot draw normal numbers of deviation ${std} from ${low} to ${high}: expected low < high`);
  const [below, above] = [low, high].map((bound) => normalShare((bound - mean) / std)) as [number, number];
  return fromHost(x, random, (shares) =>
    shares.map((u) => Math.min(high, Math.max(low, mean + std * normalQuantile(below + u * (above - below))))),
  );
}

/**
 * Orthonormal rows or columns, whichever are fewer, times `gain` (Saxe et al. 2013): lengths stay equal through linear
 * layers however deep. Axes behind the first count as one.
 * @throws RangeError below two axes
 */
export function orthogonal<T extends Tensor>(x: T, options: XavierInit = {}): T {
  const { gain = 1, random = defaultRandom() } = checkOptions('init.orthogonal', options, ['gain', 'random']);
  if (x.ndim < 2) throw new RangeError(`Cannot make [${x.shape}] orthogonal: expected two axes or more`);
  const rows = x.shape[0]!;
  if (x.size === 0) return x;
  const columns = x.size / rows;
  const [tall, wide] = rows < columns ? [columns, rows] : [rows, columns];
  tidy(() => {
    const { q, r } = linalg.qr(random.normal([tall, wide], { dtype: 'float64', device: reference }));
    const signs = Float64Array.from({ length: wide }, (_, i) => (r.get(i, i) < 0 ? -gain : gain)); // else not uniform
    const scaled = q.mul(fromData(signs, [wide], { device: reference }));
    const matrix = rows < columns ? scaled.mT : scaled;
    x.value.assign(fromData(matrix.toFlat(), x.shape, { device: x.device }));
  });
  return x;
}

/** Ones on the diagonal of a matrix, else zeros: a linear layer that changes nothing. @throws RangeError unless it has two axes */
export function eye<T extends Tensor>(x: T): T {
  if (x.ndim !== 2) throw new RangeError(`Cannot fill [${x.shape}] with an identity: expected two axes`);
  const [, columns] = x.shape as [number, number];
  return fromHost(x, null, (zero) => zero.map((_, i) => (Math.floor(i / columns) === i % columns ? 1 : 0)));
}

/** A convolution that hands its channels through: weight [out, in, kh, kw]. @throws RangeError unless it has three to five axes */
export function dirac<T extends Tensor>(x: T): T {
  if (x.ndim < 3 || x.ndim > 5)
    throw new RangeError(`Cannot fill [${x.shape}] with a Dirac convolution: expected three to five axes`);
  const [, inputs, ...window] = x.shape as [number, number, ...number[]];
  const taps = window.reduce((a, b) => a * b, 1);
  const middle = window.reduce((at, d) => at * d + Math.floor(d / 2), 0);
  return fromHost(x, null, (zero) =>
    zero.map((_, i) => {
      const [tap, channel] = [i % taps, Math.floor(i / taps)];
      return tap === middle && Math.floor(channel / inputs) === channel % inputs ? 1 : 0;
    }),
  );
}

/**
 * Normal numbers, of which a share is 0 in every column (Martens 2010, section 4).
 * @throws RangeError unless it has two axes and the share is from 0 to 1
 */
export function sparse<T extends Tensor>(x: T, sparsity: number, options: SparseInit = {}): T {
  const { std = 0.01, random = defaultRandom() } = checkOptions('init.sparse', options, ['std', 'random']);
  if (x.ndim !== 2) throw new RangeError(`Cannot fill [${x.shape}] sparsely: expected two axes`);
  if (!(sparsity >= 0 && sparsity <= 1))
    throw new RangeError(`Cannot fill sparsely: found sparsity ${sparsity}, wanted a share from 0 to 1`);
  const [rows, columns] = x.shape as [number, number];
  normal(x, { std, random });
  tidy(() => {
    const kept = new Float64Array(rows * columns).fill(1);
    const count = Math.ceil(sparsity * rows);
    for (let column = 0; column < columns; column++)
      for (const row of random.permutation(rows).subarray(0, count)) kept[row * columns + column] = 0;
    x.value.assign(x.value.mul(fromData(kept, x.shape, { device: x.device }).astype(drawn(x))));
  });
  return x;
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

/** Fills x with what `make` makes on the host of zeros, or of uniform draws from [0, 1). */
function fromHost<T extends Tensor>(x: T, random: Random | null, make: (numbers: Float64Array) => Float64Array): T {
  tidy(() => {
    const numbers = random
      ? Float64Array.from(random.uniform(x.shape, { dtype: 'float64', device: reference }).toFlat())
      : new Float64Array(x.size);
    x.value.assign(fromData(make(numbers), x.shape, { device: x.device }).astype(drawn(x)));
  });
  return x;
}

/** Share of the standard normal distribution below x. */
function normalShare(x: number): number {
  return (1 + math.erf(x / Math.SQRT2)) / 2;
}

/** The x below which a share of the standard normal distribution lies: Acklam's approximation (2003), then one step of Newton. */
function normalQuantile(share: number): number {
  const p = Math.min(1 - 1e-16, Math.max(1e-300, share));
  const x = p < 0.5 ? approximate(p) : -approximate(1 - p);
  const density = math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return density < 1e-12 ? x : x - (normalShare(x) - p) / density;
}

const middleTop = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const middleBottom = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const tailTop = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const tailBottom = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];

/** For shares up to a half. */
function approximate(p: number): number {
  const polynomial = (factors: readonly number[], x: number): number =>
    factors.reduce((sum, factor) => sum * x + factor, 0);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * math.log(p));
    return polynomial(tailTop, q) / polynomial(tailBottom, q);
  }
  const q = p - 0.5;
  return (polynomial(middleTop, q * q) * q) / polynomial(middleBottom, q * q);
}
