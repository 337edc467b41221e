import { checkOptions, fromData, type NDArray, type Random } from '@zero-to-gpt/linalg';

/** Options of `batches`. */
export interface BatchesOptions {
  /** Samples in a batch; the last may have fewer. Default 32. */
  batchSize?: number;
  /** Draws a new order; without it the samples come as they stand. */
  random?: Random;
  /** Leaves the last batch out where it has fewer samples. Default false. */
  dropLast?: boolean;
}

/** Samples that are learned from together. */
export interface Batch {
  /** (b, …). */
  readonly x: NDArray;
  /** (b, …). */
  readonly y: NDArray;
}

/**
 * One pass over samples, batch by batch: x (n, …) and y (n, …), copies (views where the order stays). They belong to the
 * caller's scope.
 * @throws RangeError for no sample, different numbers of samples, or a batch size that is no whole number of at least 1
 */
export function* batches(x: NDArray, y: NDArray, options: BatchesOptions = {}): Generator<Batch, void, void> {
  const {
    batchSize = 32,
    random,
    dropLast = false,
  } = checkOptions('batches', options, ['batchSize', 'random', 'dropLast']);
  const n = x.shape[0] ?? 0;
  if (n === 0 || n !== y.shape[0])
    throw new RangeError(
      `Cannot make batches of x [${x.shape}] and y [${y.shape}]: expected as many samples in both, and one at least`,
    );
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new RangeError(`Cannot make batches of ${batchSize}: expected a whole number of at least 1`);
  const order = random?.permutation(n);
  for (let start = 0; start < n; start += batchSize) {
    const stop = Math.min(n, start + batchSize);
    if (dropLast && stop - start < batchSize) return;
    if (!order) yield { x: x.slice({ start, stop }), y: y.slice({ start, stop }) };
    else {
      const rows = fromData(Int32Array.from(order.subarray(start, stop)), [stop - start], { device: x.device });
      const batch = { x: x.take(rows), y: y.take(rows) };
      rows.dispose();
      yield batch;
    }
  }
}
