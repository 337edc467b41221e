import { type ArrayOptions, empty, fromData } from './create.ts';
import type { Device } from './device.ts';
import { hostArray } from './dtype.ts';
import { log } from './math/log.ts';
import { cos, sin } from './math/trigonometry.ts';
import type { NDArray } from './ndarray.ts';
import { philox } from './philox.ts';
import { checkShape, type Shape, sizeOf } from './shape.ts';
import { binomialWeights, cumulative, pick } from './weighted.ts';

/** Bounds of uniform draws, and where they go. */
export interface UniformOptions extends ArrayOptions {
  /** Smallest value, taken. Default 0. */
  low?: number;
  /** Upper bound, not taken (but for rounding). Default 1. */
  high?: number;
}

/** Mean and spread of normal draws, and where they go. */
export interface NormalOptions extends ArrayOptions {
  /** Default 0. */
  mean?: number;
  /** Standard deviation, default 1. */
  std?: number;
}

/** Trials of binomial draws, and where they go. */
export interface BinomialOptions extends ArrayOptions {
  /** Trials a draw. Default 1. */
  n?: number;
  /** Chance of success in a trial, 0 … 1. Default 0.5. */
  p?: number;
}

/** How to choose. */
export interface ChoiceOptions {
  /** Whether one may be drawn again. Default true. */
  replace?: boolean;
  /** How likely each is: numbers of at least 0 whose sum is 1. Default all alike. */
  p?: ArrayLike<number>;
  /** Where the positions go. Default `cpu`; rows stay where they are. */
  device?: Device;
}

/**
 * A seeded stream of random numbers: Philox4x32-10, counter-based. The same seed gives the same numbers on every host;
 * `split` gives independent streams, `state` and `Random.from` stop and resume.
 *
 * @example
 * ```ts
 * import { Random } from '@zero-to-gpt/linalg';
 *
 * const random = new Random(42);
 * const resumed = Random.from(random.state());
 * random.int(1000) === resumed.int(1000); // → true
 * ```
 */
export class Random {
  #key: readonly [number, number];
  readonly #block: Uint32Array = new Uint32Array(4);
  /** Words drawn so far; block ⌊drawn / 4⌋ is in `#block` unless a multiple of 4 is next. */
  #drawn = 0;

  /** @throws RangeError unless the seed is a whole number from 0 to 2⁵³ − 1 */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new RangeError(`Cannot seed with ${seed}: expected a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`);
    this.#key = [seed >>> 0, Math.floor(seed / 4294967296)];
  }

  /** A stream that goes on where `state()` was taken. @throws RangeError for anything else */
  static from(state: readonly number[]): Random {
    const random = new Random(0);
    random.restore(state);
    return random;
  }

  /** Makes this stream go on where `state()` was taken. @throws RangeError for anything else; nothing is changed then */
  restore(state: readonly number[]): void {
    const [k0, k1, drawn] = state as [number, number, number];
    const word = (x: number) => Number.isInteger(x) && x >= 0 && x < 4294967296;
    if (state.length !== 3 || !word(k0) || !word(k1) || !Number.isSafeInteger(drawn) || drawn < 0)
      throw new RangeError(`Cannot resume a random stream from [${state}]: expected two key words and a count`);
    this.#resume(k0, k1, drawn);
  }

  /** Key and number of words drawn: plain numbers, to be kept in a checkpoint. */
  state(): readonly number[] {
    return [...this.#key, this.#drawn];
  }

  /** An independent stream named by `key`; the same name gives the same stream, and this one does not move. */
  split(key: string | number): Random {
    const [a, b] = hash(String(key));
    const words = new Uint32Array(4);
    philox(words, a, b, 0x73706c69, 0x74, this.#key[0], this.#key[1]);
    return new Random(0).#resume(words[0]!, words[1]!, 0);
  }

  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  next(): number {
    const high = this.#word() >>> 5;
    return (high * 67108864 + (this.#word() >>> 6)) / 9007199254740992;
  }

  /** A whole number from 0 to stop − 1, each equally likely. */
  int(stop: number): number {
    if (!Number.isInteger(stop) || stop < 1 || stop > 4294967296)
      throw new RangeError(`Cannot draw below ${stop}: expected a whole number from 1 to 2³²`);
    const limit = 4294967296 - (4294967296 % stop); // words above would favour small results
    for (;;) {
      const word = this.#word();
      if (word < limit) return word % stop;
    }
  }

  /** 0 … n − 1 in random order (Fisher–Yates). */
  permutation(n: number): Int32Array {
    const order = new Int32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    for (let i = n - 1; i > 0; i--) {
      const j = this.int(i + 1);
      const swapped = order[i]!;
      order[i] = order[j]!;
      order[j] = swapped;
    }
    return order;
  }

  /** Uniform draws; float32 takes one word each (24 bits), float64 two. */
  uniform(shape: Shape, { low = 0, high = 1, dtype = 'float32', ...options }: UniformOptions = {}): NDArray {
    const out = empty(shape, { dtype, ...options });
    const { device, size } = out;
    const words = dtype === 'float64' ? 2 : 1;
    if (device.kernels.uniform?.(out, { key: this.#key, offset: this.#drawn, low, high })) {
      this.#resume(...this.#key, this.#drawn + words * size);
      return out;
    }
    const data = hostArray(dtype, size);
    const span = high - low;
    for (let i = 0; i < size; i++) data[i] = low + span * (words === 2 ? this.next() : (this.#word() >>> 8) / 16777216);
    device.write(out, data);
    return out;
  }

  /** Normal draws, in pairs by Box and Muller's transform. */
  normal(shape: Shape, { mean = 0, std = 1, dtype = 'float32', ...options }: NormalOptions = {}): NDArray {
    checkShape(shape);
    const data = hostArray(dtype, sizeOf(shape));
    for (let i = 0; i < data.length; i += 2) {
      const radius = Math.sqrt(-2 * log((this.#word() + 1) / 4294967296));
      const angle = 2 * Math.PI * (this.#word() / 4294967296);
      data[i] = mean + std * radius * cos(angle);
      if (i + 1 < data.length) data[i + 1] = mean + std * radius * sin(angle);
    }
    return fromData(data, shape, { dtype, ...options });
  }

  /** How many of `n` trials of chance `p` succeed, for each element; int32 unless another dtype is asked for. @throws RangeError unless n is a whole number of at least 0 and p is in 0 … 1 */
  binomial(shape: Shape, { n = 1, p = 0.5, dtype = 'int32', ...options }: BinomialOptions = {}): NDArray {
    checkShape(shape);
    if (!Number.isInteger(n) || n < 0 || n > 2147483647 || !(p >= 0 && p <= 1))
      throw new RangeError(
        `Cannot draw from ${n} trials of chance ${p}: expected 0 to 2³¹ − 1 of them and a chance from 0 to 1`,
      );
    const data = hostArray(dtype, sizeOf(shape));
    const { first, weights } = p === 1 ? { first: n, weights: [1] } : binomialWeights(n, p);
    const sums = cumulative(weights);
    for (let i = 0; i < data.length; i++) data[i] = first + pick(sums, this.next());
    return fromData(data, shape, { dtype, ...options });
  }

  /**
   * Positions (int32) below `from`, or rows of an array, drawn at random: as many as `shape` holds.
   * @throws RangeError where there are too few to draw, or `p` is no distribution over them
   */
  choice(from: number | NDArray, shape: Shape = [], { replace = true, p, device }: ChoiceOptions = {}): NDArray {
    checkShape(shape);
    const [stop, count] = [typeof from === 'number' ? from : (from.shape[0] ?? 0), sizeOf(shape)];
    const ids = this.#choose(stop, count, replace, p);
    if (typeof from === 'number') return fromData(ids, shape, device ? { device } : {});
    using rows = fromData(ids, shape, { device: from.device });
    return from.take(rows);
  }

  #choose(stop: number, count: number, replace: boolean, p: ArrayLike<number> | undefined): Int32Array {
    if (!Number.isInteger(stop) || stop < 0 || stop > 2147483647 || (stop === 0 && count > 0))
      throw new RangeError(`Cannot choose from ${stop}: expected something to choose from`);
    const weights = p && Array.from(p);
    if (weights) checkDistribution(weights, stop);
    const several = weights ? weights.filter((w) => w > 0).length : stop;
    if (!replace && count > several)
      throw new RangeError(`Cannot choose ${count} from ${several} without replacement: there are too few`);
    if (!weights && !replace) return this.permutation(stop).subarray(0, count);
    let sums = cumulative(weights ?? []);
    return Int32Array.from({ length: count }, () => {
      if (!weights) return this.int(stop);
      const chosen = pick(sums, this.next());
      if (!replace) {
        weights[chosen] = 0;
        sums = cumulative(weights);
      }
      return chosen;
    });
  }

  #word(): number {
    const at = this.#drawn++ & 3;
    if (at === 0) this.#fill(Math.floor((this.#drawn - 1) / 4));
    return this.#block[at]!;
  }

  #fill(block: number): void {
    philox(this.#block, block >>> 0, Math.floor(block / 4294967296), 0, 0, this.#key[0], this.#key[1]);
  }

  #resume(k0: number, k1: number, drawn: number): this {
    this.#key = [k0, k1];
    this.#drawn = drawn;
    if (drawn % 4 !== 0) this.#fill(Math.floor(drawn / 4));
    return this;
  }
}

let shared: Random | undefined;

/** The one stream behind every draw without a `random` option; starts from seed 0. */
export function defaultRandom(): Random {
  shared ??= new Random(0);
  return shared;
}

/** Starts the default stream again from a seed. */
export function seed(value: number): void {
  shared = new Random(value);
}

function checkDistribution(weights: readonly number[], count: number): void {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (weights.length !== count || weights.some((w) => !(w >= 0)) || !(Math.abs(sum - 1) < 1e-5))
    throw new RangeError(
      `Cannot choose from ${count} by ${weights.length} chances of sum ${sum}: expected ${count} of at least 0 and a sum of 1`,
    );
}

/** Two words from a name: FNV-1a over its UTF-16 units, from two starting points. */
function hash(name: string): [number, number] {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < name.length; i++) {
    a = Math.imul(a ^ name.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ (name.charCodeAt(i) + 0x9e37), 0x85ebca6b);
  }
  return [a >>> 0, b >>> 0];
}
