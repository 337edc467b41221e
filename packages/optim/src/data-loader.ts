import type { Dataset } from './dataset.ts';
import { RandomSampler, type Sampler, SequentialSampler } from './sampler.ts';

/** Where a loader stands: the next batch starts at position `index` of epoch `epoch`. */
export interface LoaderState {
  /** Epochs that are complete. */
  readonly epoch: number;
  /** Items handed out in this epoch. */
  readonly index: number;
}

/** Options of `DataLoader`. */
export interface DataLoaderOptions<Item, Batch> {
  /** Items in a batch. */
  readonly batchSize: number;
  /** Makes one batch of several items. */
  readonly collate: (items: Item[]) => Batch;
  /** The order of the items. Default: first to last, or random where `shuffle` is set. */
  readonly sampler?: Sampler;
  /** A new random order every epoch. */
  readonly shuffle?: boolean;
  /** Chooses the random orders. */
  readonly seed?: number;
  /** Leaves out the last batch of an epoch where it would be short. */
  readonly dropLast?: boolean;
  /** Goes on with the next epoch instead of ending. */
  readonly endless?: boolean;
}

/**
 * Items of a dataset, in batches. One loop over it is one epoch (`endless`: all of them).
 * The order follows from (seed, epoch); `state` is one small object to save, and setting it continues from there with
 * the very batches that would have come. A loader has one position: two loops at once share the batches out.
 *
 * @example
 * ```ts no-test
 * for await (const batch of new DataLoader(dataset, { batchSize: 32, collate, shuffle: true })) train(batch);
 * ```
 */
export class DataLoader<Item, Batch> implements AsyncIterable<Batch>, Iterable<Batch> {
  /** Where the items come from. */
  readonly dataset: Dataset<Item>;
  /** Items in a batch. */
  readonly batchSize: number;
  readonly #collate: (items: Item[]) => Batch;
  readonly #sampler: Sampler;
  readonly #dropLast: boolean;
  readonly #endless: boolean;
  #state: LoaderState = { epoch: 0, index: 0 };
  /** The running order, good as long as the loader stands at `at`. */
  #order: { readonly at: LoaderState; readonly indices: Iterator<number> } | null = null;

  /** @throws RangeError where the dataset cannot fill a batch */
  constructor(
    dataset: Dataset<Item>,
    {
      batchSize,
      collate,
      shuffle = false,
      seed = 0,
      sampler = shuffle ? new RandomSampler(dataset.length, { seed }) : new SequentialSampler(dataset.length),
      dropLast = false,
      endless = false,
    }: DataLoaderOptions<Item, Batch>,
  ) {
    if (!Number.isSafeInteger(batchSize) || batchSize < 1)
      throw new RangeError(`Cannot load batches of ${batchSize}: expected a whole number, at least 1`);
    if (dropLast && sampler.length < batchSize)
      throw new RangeError(
        `Cannot load batches of ${batchSize}: an epoch has ${sampler.length} items and dropLast leaves none`,
      );
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.#collate = collate;
    this.#sampler = sampler;
    this.#dropLast = dropLast;
    this.#endless = endless;
  }

  /** Batches in one epoch. */
  get length(): number {
    const batches = this.#sampler.length / this.batchSize;
    return this.#dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  /** Where the next batch starts. Set it to continue from a saved state. @throws RangeError for a place outside the epoch */
  get state(): LoaderState {
    return this.#state;
  }
  /** Continues from a saved state. */
  set state({ epoch, index }: LoaderState) {
    if (!Number.isSafeInteger(epoch) || epoch < 0)
      throw new RangeError(`Cannot continue at epoch ${epoch}: expected a whole number, at least 0`);
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.#sampler.length)
      throw new RangeError(`Cannot continue at item ${index}: an epoch has ${this.#sampler.length} items`);
    this.#state = { epoch, index };
  }

  /** Batches from `state` to the end of its epoch (`endless`: without end). */
  *[Symbol.iterator](): Generator<Batch, void> {
    let epoch = this.#state.epoch;
    for (;;) {
      const batch = this.#next();
      if (batch) yield batch.value;
      if (this.#state.epoch === epoch) continue;
      if (!this.#endless) return;
      epoch = this.#state.epoch;
    }
  }

  /** The same for `for await`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Batch, void> {
    yield* this[Symbol.iterator]();
  }

  /** Takes one batch and moves on before it is handed out, so that a state saved with the batch in hand points behind it. */
  #next(): { readonly value: Batch } | null {
    const { epoch, index } = this.#state;
    const count = Math.min(this.batchSize, this.#sampler.length - index);
    if (this.#dropLast && count < this.batchSize) {
      this.#state = { epoch: epoch + 1, index: 0 };
      return null;
    }
    if (this.#order?.at !== this.#state)
      this.#order = { at: this.#state, indices: this.#sampler.indices(epoch, index)[Symbol.iterator]() };
    const { indices } = this.#order;
    const items: Item[] = [];
    while (items.length < count) {
      const next = indices.next();
      if (next.done)
        throw new RangeError(
          `Cannot fill a batch: the sampler ended at ${index + items.length} of ${this.#sampler.length} items`,
        );
      items.push(this.dataset.get(next.value));
    }
    const value = this.#collate(items);
    const ends =
      index + count >= this.#sampler.length ||
      (this.#dropLast && index + count + this.batchSize > this.#sampler.length);
    this.#state = ends ? { epoch: epoch + 1, index: 0 } : { epoch, index: index + count };
    this.#order = ends ? null : { at: this.#state, indices };
    return { value };
  }
}
