import { defaultRandom, math, type Random } from '@zero-to-gpt/linalg';

/** Options of `sample`. */
export interface SampleOptions {
  /** Divides the logits: below 1 the likely tokens gain, above 1 the others; 0 takes the likeliest. Default: 1. */
  readonly temperature?: number;
  /** Only the k likeliest tokens stay in the draw. Default: all. */
  readonly topK?: number;
  /** Only the likeliest tokens that together reach this probability stay in the draw, at least one. Default: 1, all. */
  readonly topP?: number;
  /** Where the one draw comes from. Default: the default stream, which `seed` restarts. */
  readonly random?: Random;
}

/**
 * Draws one token id from softmax(logits / temperature), cut to `topK` and then to `topP`.
 * Of tokens with equal logits the one with the smaller id counts as likelier, so that the result is the same on every
 * host; −∞ forbids a token. One number is taken from `random`, at temperature 0 none.
 * Sources: Fan et al. 2018 (top-k), Holtzman et al. 2020 (top-p, "nucleus").
 *
 * @throws RangeError for an option out of range, for logits that are NaN or +∞, and where every token is forbidden
 *
 * ```ts
 * import { sample } from '@zero-to-gpt/transformer';
 *
 * sample(Float32Array.of(1, 3, 3, 0), { temperature: 0 }); // → 1
 * ```
 */
export function sample(logits: Float32Array | Float64Array, options: SampleOptions = {}): number {
  const { temperature = 1, topK = logits.length, topP = 1, random = defaultRandom() } = options;
  checkSampleOptions(options);
  const best = argmax(logits);
  if (temperature === 0) return best;

  const weights = new Float64Array(logits.length); // proportional to the probabilities, the likeliest has 1
  for (let i = 0; i < weights.length; i++) weights[i] = math.exp((logits[i]! - logits[best]!) / temperature);
  if (topK < weights.length || topP < 1) cut(weights, logits, { topK, topP });

  let left = random.next() * sum(weights);
  let last = best;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    left -= weights[i]!;
    if (left < 0) return i;
    last = i;
  }
  return last; // rounding used up the whole sum
}

/** @throws RangeError for an option that `sample` would not accept */
export function checkSampleOptions({ temperature = 1, topK = 1, topP = 1 }: SampleOptions): void {
  if (!(temperature >= 0 && temperature < Number.POSITIVE_INFINITY))
    throw new RangeError(`Cannot sample: temperature is ${temperature}, wanted a finite number, at least 0`);
  if (!Number.isSafeInteger(topK) || topK < 1)
    throw new RangeError(`Cannot sample: topK is ${topK}, wanted a whole number, at least 1`);
  if (!(topP > 0 && topP <= 1))
    throw new RangeError(`Cannot sample: topP is ${topP}, wanted a number above 0 and at most 1`);
}

/** First index of the largest logit. */
function argmax(logits: Float32Array | Float64Array): number {
  let best = -1;
  for (let i = 0; i < logits.length; i++) {
    const x = logits[i]!;
    if (!(x < Number.POSITIVE_INFINITY)) throw new RangeError(`Cannot sample: the logit of token ${i} is ${x}`);
    if (x > (best < 0 ? Number.NEGATIVE_INFINITY : logits[best]!)) best = i;
  }
  if (best < 0) throw new RangeError(`Cannot sample: none of ${logits.length} tokens has a logit above -Infinity`);
  return best;
}

/** Zeroes the weights of all but the likeliest tokens. */
function cut(
  weights: Float64Array,
  logits: Float32Array | Float64Array,
  { topK, topP }: { topK: number; topP: number },
): void {
  const order = likeliest(logits, topK);
  const kept = order.reduce((total, i) => total + weights[i]!, 0);
  let reached = 0;
  let count = 0;
  while (count < order.length && (count === 0 || reached < topP * kept)) reached += weights[order[count++]!]!;
  const stays = new Set(order.slice(0, count));
  for (let i = 0; i < weights.length; i++) if (!stays.has(i)) weights[i] = 0;
}

/** Ids of the `count` largest logits, largest first, equal ones by id. */
function likeliest(logits: Float32Array | Float64Array, count: number): number[] {
  if (count >= logits.length) return Array.from(logits.keys()).sort((a, b) => logits[b]! - logits[a]! || a - b);
  const least = logits.slice().sort()[logits.length - count]!; // a typed sort is many times faster than one with a comparator
  const above: number[] = [];
  const equal: number[] = [];
  for (let i = 0; i < logits.length; i++) {
    if (logits[i]! > least) above.push(i);
    else if (logits[i] === least) equal.push(i);
  }
  above.sort((a, b) => logits[b]! - logits[a]! || a - b);
  return [...above, ...equal.slice(0, count - above.length)];
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const x of values) total += x;
  return total;
}
