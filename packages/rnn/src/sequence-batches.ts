import { checkOptions, type NDArray } from '@zero-to-gpt/linalg';

/** Options of `sequenceBatches`. */
export interface SequenceBatchesOptions {
  /** Streams that are read side by side. Default 32. */
  batchSize?: number;
  /** Steps of a piece: how far back slopes go. Default 32. */
  length?: number;
}

/** A piece of each stream, and what follows each of its steps. */
export interface SequencePiece {
  /** (B, T). */
  readonly x: NDArray;
  /** (B, T): x one step later. */
  readonly y: NDArray;
}

/**
 * A long sequence of ids (n) as B streams, piece by piece in order: the state after a piece belongs to the beginning of the
 * next, so that a network remembers more than slopes reach (truncated backpropagation through time). The last, shorter
 * piece comes too; ids that do not fill all streams are left out.
 *
 * @example
 * ```ts
 * import { arange } from '@zero-to-gpt/linalg';
 * import { sequenceBatches } from '@zero-to-gpt/rnn';
 *
 * const pieces = [...sequenceBatches(arange(9, { dtype: 'int32' }), { batchSize: 2, length: 3 })];
 * pieces.map(({ x }) => x.toArray()); // → [[[0, 1, 2], [4, 5, 6]], [[3], [7]]]
 * ```
 * @throws RangeError for sequences too short for two steps a stream
 */
export function* sequenceBatches(
  ids: NDArray,
  options: SequenceBatchesOptions = {},
): Generator<SequencePiece, void, void> {
  const { batchSize = 32, length = 32 } = checkOptions('sequenceBatches', options, ['batchSize', 'length']);
  for (const [name, n] of [
    ['batchSize', batchSize],
    ['length', length],
  ] as const)
    if (!Number.isInteger(n) || n < 1)
      throw new RangeError(`Cannot make sequence batches with ${name} ${n}: expected a whole number of at least 1`);
  const steps = ids.ndim === 1 ? Math.floor((ids.shape[0]! - 1) / batchSize) : 0;
  if (steps < 1)
    throw new RangeError(`Cannot make ${batchSize} streams of ids [${ids.shape}]: expected [${batchSize + 1} or more]`);
  const x = ids.slice({ stop: steps * batchSize }).reshape(batchSize, steps);
  const y = ids.slice({ start: 1, stop: steps * batchSize + 1 }).reshape(batchSize, steps);
  for (let start = 0; start < steps; start += length) {
    const range = { start, stop: Math.min(steps, start + length) };
    yield { x: x.slice({}, range).contiguous(), y: y.slice({}, range).contiguous() };
  }
}
