import { checkOptions, Random } from '@zero-to-gpt/linalg';

/** Says in which order a loader visits the items of a dataset. */
export interface Sampler {
  /** Positions in one epoch. */
  readonly length: number;
  /** Item numbers of an epoch from position `start` on: the same (epoch, start) always gives the same numbers. */
  indices(epoch: number, start?: number): Iterable<number>;
}

/** First to last, every epoch. */
export class SequentialSampler implements Sampler {
  /** Positions in one epoch. */
  readonly length: number;

  /** `length`: items of the dataset. */
  constructor(length: number) {
    this.length = checkLength(length);
  }

  /** `start`, `start + 1`, … */
  *indices(_epoch: number, start = 0): Generator<number> {
    for (let i = start; i < this.length; i++) yield i;
  }
}

/** Options of `RandomSampler`. */
export interface RandomSamplerOptions {
  /** Chooses the stream of draws. */
  readonly seed?: number;
  /** Draws each position anew from all items, so that items repeat; without it an epoch is a permutation. */
  readonly replacement?: boolean;
  /** Positions in one epoch; only with `replacement`. Default: the number of items. */
  readonly samples?: number;
}

/** Draws with replacement come in chunks, each from its own stream, so that a resumed epoch need not repeat the earlier ones. */
const chunk = 4096;

/**
 * A new order every epoch, which follows from (seed, epoch) alone.
 * A permutation holds 4 bytes an item; `replacement` holds nothing, and suits long token streams.
 */
export class RandomSampler implements Sampler {
  /** Positions in one epoch. */
  readonly length: number;
  readonly #items: number;
  readonly #random: Random;
  readonly #replacement: boolean;

  /** `length`: items of the dataset. @throws RangeError for `samples` without `replacement` */
  constructor(length: number, options: RandomSamplerOptions = {}) {
    const {
      seed = 0,
      replacement = false,
      samples,
    } = checkOptions('RandomSampler', options, ['seed', 'replacement', 'samples']);
    if (samples !== undefined && !replacement)
      throw new RangeError(`Cannot draw ${samples} samples as a permutation: set { replacement: true }`);
    this.#items = checkLength(length);
    this.length = samples === undefined ? length : checkLength(samples);
    this.#random = new Random(seed);
    this.#replacement = replacement;
  }

  /** Item numbers of an epoch from position `start` on. */
  *indices(epoch: number, start = 0): Generator<number> {
    const random = this.#random.split(epoch);
    if (!this.#replacement) yield* random.permutation(this.#items).subarray(start);
    else
      for (let first = start - (start % chunk); first < this.length; first += chunk) {
        const draws = random.split(first);
        for (let i = first; i < Math.min(first + chunk, this.length); i++) {
          const index = draws.int(this.#items);
          if (i >= start) yield index;
        }
      }
  }
}

/** Options of `WeightedRandomSampler`. */
export interface WeightedRandomSamplerOptions {
  /** Chooses the stream of draws. */
  readonly seed?: number;
  /** Positions in one epoch. Default: the number of items. */
  readonly samples?: number;
}

/**
 * Draws items with replacement, each as often as its weight says: a rare class that weighs more is seen as often as a
 * common one. As PyTorch's `WeightedRandomSampler`; draws follow from (seed, epoch, position).
 */
export class WeightedRandomSampler implements Sampler {
  /** Positions in one epoch. */
  readonly length: number;
  readonly #upTo: Float64Array;
  readonly #random: Random;

  /** `weights`: one an item; they need not add up to 1. @throws RangeError for weights below 0, or all 0 */
  constructor(weights: ArrayLike<number>, options: WeightedRandomSamplerOptions = {}) {
    const { seed = 0, samples = weights.length } = checkOptions('WeightedRandomSampler', options, ['seed', 'samples']);
    checkLength(weights.length);
    this.length = checkLength(samples);
    const upTo = new Float64Array(weights.length);
    let [total, drawable] = [0, 0];
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i]!;
      if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY))
        throw new RangeError(`Cannot weigh item ${i} by ${weight}: expected a finite number, at least 0`);
      upTo[i] = total += weight;
      if (weight > 0) drawable = i + 1;
    }
    this.#upTo = upTo.subarray(0, drawable); // a draw that rounds up to the total must not find an item of weight 0
    if (!(total > 0 && total < Number.POSITIVE_INFINITY))
      throw new RangeError(`Cannot draw by weights that add up to ${total}: expected a finite number above 0`);
    this.#random = new Random(seed);
  }

  /** Item numbers of an epoch from position `start` on. */
  *indices(epoch: number, start = 0): Generator<number> {
    const random = this.#random.split(epoch);
    const upTo = this.#upTo;
    const total = upTo[upTo.length - 1]!;
    for (let first = start - (start % chunk); first < this.length; first += chunk) {
      const draws = random.split(first);
      for (let i = first; i < Math.min(first + chunk, this.length); i++) {
        const index = firstAbove(upTo, draws.next() * total);
        if (i >= start) yield index;
      }
    }
  }
}

/** The first position whose value is above `x`, by halving; items of weight 0 are never it. */
function firstAbove(upTo: Float64Array, x: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo[middle]! > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

function checkLength(length: number): number {
  if (!Number.isSafeInteger(length) || length < 1)
    throw new RangeError(`Cannot sample from ${length} items: expected a whole number, at least 1`);
  return length;
}
