import type { Batch } from './token-loader.ts';

/** Options of `evaluationBatches`. */
export interface EvaluationBatchesOptions {
  /** Tokens in a window. */
  readonly blockSize: number;
  /** Windows in a batch. */
  readonly batchSize?: number;
}

/**
 * Every token of a split once, as the target of exactly one place: windows that do not overlap, then the shorter rest as
 * a batch of its own. A loss over them has to be weighted by tokens, `shape[0] * shape[1]` of each batch.
 * @throws RangeError for fewer than two tokens
 *
 * @example
 * ```ts
 * import { evaluationBatches } from '@zero-to-gpt/text';
 *
 * const batches = evaluationBatches(Int32Array.of(1, 2, 3, 4, 5, 6), { blockSize: 2, batchSize: 2 });
 * [...batches].map((batch) => [...batch.target]); // → [[2, 3, 4, 5], [6]]
 * ```
 */
export function evaluationBatches(
  tokens: Int32Array | Uint16Array,
  { blockSize, batchSize = 16 }: EvaluationBatchesOptions,
): Iterable<Batch> {
  if (!Number.isSafeInteger(blockSize) || blockSize < 1)
    throw new RangeError(`Cannot make windows of ${blockSize} tokens: expected a whole number, at least 1`);
  if (!Number.isSafeInteger(batchSize) || batchSize < 1)
    throw new RangeError(`Cannot make batches of ${batchSize} windows: expected a whole number, at least 1`);
  if (tokens.length < 2)
    throw new RangeError(`Cannot evaluate on ${tokens.length} tokens: expected at least 2, one to see and one to say`);
  return {
    *[Symbol.iterator]() {
      const targets = tokens.length - 1;
      const whole = Math.floor(targets / blockSize);
      for (let window = 0; window < whole; window += batchSize)
        yield cut(tokens, window * blockSize, [Math.min(batchSize, whole - window), blockSize]);
      const rest = targets - whole * blockSize;
      if (rest > 0) yield cut(tokens, whole * blockSize, [1, rest]);
    },
  };
}

/** Windows that follow each other are one run of tokens. */
function cut(tokens: Int32Array | Uint16Array, start: number, shape: readonly [number, number]): Batch {
  const count = shape[0] * shape[1];
  return {
    input: Int32Array.from(tokens.subarray(start, start + count)),
    target: Int32Array.from(tokens.subarray(start + 1, start + count + 1)),
    shape,
  };
}
