import { math } from '@zero-to-gpt/linalg';

/** Options of `bigramBaseline`. */
export interface BigramBaselineOptions {
  /** Added to every count, so that no pair is impossible: 1 is Laplace's rule. */
  readonly smoothing?: number;
}

/**
 * Cross-entropy, in nats per token, of guessing each token from the one before it by counting pairs in the training
 * tokens: what a model that sees more than one token has to beat.
 * p(b | a) = (count(a, b) + s) / (count(a, ·) + s · vocabSize).
 * @throws RangeError for too few tokens, or a token outside the vocabulary
 *
 * @example
 * ```ts
 * import { bigramBaseline } from '@zero-to-gpt/text';
 *
 * const nats = bigramBaseline(Int32Array.of(0, 1, 0, 1, 0), Int32Array.of(0, 1), 2);
 * nats.toFixed(4); // → '0.2877'
 * ```
 */
export function bigramBaseline(
  train: Int32Array | Uint16Array,
  validation: Int32Array | Uint16Array,
  vocabSize: number,
  { smoothing = 1 }: BigramBaselineOptions = {},
): number {
  if (!Number.isSafeInteger(vocabSize) || vocabSize < 1 || vocabSize > 65_536)
    throw new RangeError(`Cannot count pairs of ${vocabSize} tokens: expected a whole number from 1 to 65536`);
  if (!(smoothing > 0) || !Number.isFinite(smoothing))
    throw new RangeError(`Cannot smooth counts by ${smoothing}: expected a number above 0`);
  const pairs = new Map<number, number>();
  const firsts = new Float64Array(vocabSize);
  eachPair(train, vocabSize, (a, b) => {
    const pair = a * vocabSize + b;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    firsts[a]! += 1;
  });
  let nats = 0;
  const count = eachPair(validation, vocabSize, (a, b) => {
    const seen = pairs.get(a * vocabSize + b) ?? 0;
    nats -= math.log((seen + smoothing) / (firsts[a]! + smoothing * vocabSize));
  });
  return nats / count;
}

/** Calls `f` with each token and the next; returns how many pairs there are. */
function eachPair(tokens: Int32Array | Uint16Array, vocabSize: number, f: (a: number, b: number) => void): number {
  if (tokens.length < 2) throw new RangeError(`Cannot count pairs in ${tokens.length} tokens: expected at least 2`);
  for (const [i, token] of tokens.entries()) {
    if (token < 0 || token >= vocabSize)
      throw new RangeError(`Cannot count token ${token} at position ${i}: the vocabulary has ${vocabSize} tokens`);
    if (i > 0) f(tokens[i - 1]!, token);
  }
  return tokens.length - 1;
}
