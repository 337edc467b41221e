import type { BatchPlace } from './item-options.ts';
import type { Sampler } from './sampler.ts';

/** Where a loader stands: the next batch starts at position `index` of epoch `epoch`. */
export interface LoaderState {
  /** Epochs that are complete. */
  readonly epoch: number;
  /** Items handed out in this epoch. */
  readonly index: number;
}

/** A batch to be loaded. */
export interface PlannedBatch extends BatchPlace {
  /** Where the loader stands once it is handed out. */
  readonly next: LoaderState;
}

/** How a sampler's order is cut into batches. */
export class BatchPlan {
  /** Items in a batch. */
  readonly batchSize: number;
  readonly #sampler: Sampler;
  readonly #dropLast: boolean;
  /** The running order, good as long as planning goes on at `at`. */
  #order: { readonly at: LoaderState; readonly indices: Iterator<number> } | null = null;

  /** @throws RangeError where an epoch cannot fill a batch */
  constructor(sampler: Sampler, batchSize: number, dropLast: boolean) {
    if (!Number.isSafeInteger(batchSize) || batchSize < 1)
      throw new RangeError(`Cannot load batches of ${batchSize}: expected a whole number, at least 1`);
    if (dropLast && sampler.length < batchSize)
      throw new RangeError(
        `Cannot load batches of ${batchSize}: an epoch has ${sampler.length} items and dropLast leaves none`,
      );
    this.batchSize = batchSize;
    this.#sampler = sampler;
    this.#dropLast = dropLast;
  }

  /** Batches in one epoch. */
  get length(): number {
    const batches = this.#sampler.length / this.batchSize;
    return this.#dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  /** A state of its own that says the same. @throws RangeError for a place outside the epoch */
  check({ epoch, index }: LoaderState): LoaderState {
    if (!Number.isSafeInteger(epoch) || epoch < 0)
      throw new RangeError(`Cannot continue at epoch ${epoch}: expected a whole number, at least 0`);
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.#sampler.length)
      throw new RangeError(`Cannot continue at item ${index}: an epoch has ${this.#sampler.length} items`);
    return { epoch, index };
  }

  /** The batch that starts at a state; no items where the epoch has no whole batch left. */
  at(state: LoaderState): PlannedBatch {
    const { epoch, index } = state;
    const length = this.#sampler.length;
    const count = Math.min(this.batchSize, length - index);
    if (this.#dropLast && count < this.batchSize)
      return { epoch, index, indices: [], next: { epoch: epoch + 1, index: 0 } };
    if (this.#order?.at !== state)
      this.#order = { at: state, indices: this.#sampler.indices(epoch, index)[Symbol.iterator]() };
    const { indices: order } = this.#order;
    const indices: number[] = [];
    while (indices.length < count) {
      const item = order.next();
      if (item.done)
        throw new RangeError(`Cannot fill a batch: the sampler ended at ${index + indices.length} of ${length} items`);
      indices.push(item.value);
    }
    const end = index + count;
    const ends = end >= length || (this.#dropLast && end + this.batchSize > length);
    const next = ends ? { epoch: epoch + 1, index: 0 } : { epoch, index: end };
    this.#order = ends ? null : { at: next, indices: order };
    return { epoch, index, indices, next };
  }
}
