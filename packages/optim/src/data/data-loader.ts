import { checkOptions } from '@zero-to-gpt/linalg';
import { BatchPlan, type LoaderState, type PlannedBatch } from './batch-plan.ts';
import type { Dataset } from './dataset.ts';
import { type Collated, defaultCollate } from './default-collate.ts';
import { itemOptions, itemStream } from './item-options.ts';
import { RandomSampler, type Sampler, SequentialSampler } from './sampler.ts';
import { checkWorkers, type LoaderWorkers, WorkerPool } from './worker-pool.ts';

/** Options of `DataLoader`. */
export interface DataLoaderOptions<Item, Batch> {
  /** Items in a batch. Default 1. */
  readonly batchSize?: number;
  /** Makes one batch of several items. Default: `defaultCollate`, which stacks them. With `workers` theirs is used. */
  readonly collate?: (items: Item[]) => Batch;
  /** The order of the items. Default: first to last, or random where `shuffle` is set. */
  readonly sampler?: Sampler;
  /** A new random order every epoch. */
  readonly shuffle?: boolean;
  /** Chooses the random orders, and the draws of items. */
  readonly seed?: number;
  /** Leaves out the last batch of an epoch where it would be short. */
  readonly dropLast?: boolean;
  /** Goes on with the next epoch instead of ending. */
  readonly endless?: boolean;
  /** Threads that load batches ahead, while the last one is trained on. The batches and their order are the same. */
  readonly workers?: LoaderWorkers;
}

/** A batch that a worker was asked for. */
interface Prefetched {
  readonly from: LoaderState;
  readonly next: LoaderState;
  readonly batch: Promise<unknown>;
}

const loaderOptions = ['batchSize', 'shuffle', 'seed', 'sampler', 'dropLast', 'collate', 'endless', 'workers'] as const;

/**
 * Items of a dataset, in batches. One loop over it is one epoch (`endless`: all of them).
 * The order follows from (seed, epoch); `state` is one small object to save, and setting it continues from there with
 * the very batches that would have come, with workers or without. A loader has one position: two loops at once share the
 * batches out. A loader with workers wants `for await`, and keeps them until `close()`.
 *
 * @example
 * ```ts no-test
 * for await (const batch of new DataLoader(dataset, { batchSize: 32, shuffle: true })) train(batch);
 * ```
 */
export class DataLoader<Item, Batch = Collated<Item>> implements AsyncIterable<Batch>, Iterable<Batch>, Disposable {
  /** Where the items come from. */
  readonly dataset: Dataset<Item>;
  /** Items in a batch. */
  readonly batchSize: number;
  readonly #collate: (items: Item[]) => Batch;
  readonly #plan: BatchPlan;
  readonly #endless: boolean;
  readonly #seed: number;
  readonly #workers: LoaderWorkers | null;
  #state: LoaderState = { epoch: 0, index: 0 };
  #pool: WorkerPool | null = null;
  #ahead: Prefetched[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  /** @throws RangeError where the dataset cannot fill a batch, or workers cannot be */
  constructor(dataset: Dataset<Item>, options: DataLoaderOptions<Item, Batch> = {}) {
    const {
      batchSize = 1,
      collate,
      shuffle = false,
      seed = 0,
      sampler = shuffle ? new RandomSampler(dataset.length, { seed }) : new SequentialSampler(dataset.length),
      dropLast = false,
      endless = false,
      workers,
    } = checkOptions('DataLoader', options, loaderOptions);
    this.#plan = new BatchPlan(sampler, batchSize, dropLast);
    if (workers) checkWorkers(workers);
    if (workers && collate)
      throw new TypeError('Cannot collate here with workers: expected { collate } in their serveDataset');
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.#collate = collate ?? ((items) => defaultCollate(items) as Batch); // Batch is what it makes unless said otherwise
    this.#endless = endless;
    this.#seed = seed;
    this.#workers = workers ?? null;
  }

  /** Batches in one epoch. */
  get length(): number {
    return this.#plan.length;
  }

  /** Where the next batch starts. Set it to continue from a saved state. @throws RangeError for a place outside the epoch */
  get state(): LoaderState {
    return this.#state;
  }
  /** Continues from a saved state. */
  set state(state: LoaderState) {
    this.#state = this.#plan.check(state);
  }

  /** Batches from `state` to the end of its epoch (`endless`: without end). @throws TypeError for a loader with workers */
  *[Symbol.iterator](): Generator<Batch, void> {
    if (this.#workers) throw new TypeError('Cannot loop over a loader with workers: expected for await (… of loader)');
    let { epoch } = this.#state;
    for (;;) {
      const planned = this.#plan.at(this.#state);
      const batch = planned.indices.length > 0 ? { value: this.#load(planned) } : null;
      this.#state = planned.next; // before it is handed out: a state saved with the batch in hand points behind it
      if (batch) yield batch.value;
      if (this.#state.epoch === epoch) continue;
      if (!this.#endless) return;
      epoch = this.#state.epoch;
    }
  }

  /** The same for `for await`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Batch, void> {
    if (!this.#workers) {
      yield* this[Symbol.iterator]();
      return;
    }
    let { epoch } = this.#state;
    for (;;) {
      const batch = await this.#takeInTurn(epoch);
      if (batch) yield batch.value;
      if (this.#state.epoch === epoch) continue;
      if (!this.#endless) return;
      epoch = this.#state.epoch;
    }
  }

  /** Ends the workers; a later loop starts new ones. A loader without workers has nothing to end. */
  close(): void {
    this.#ahead = [];
    this.#pool?.close();
    this.#pool = null;
  }

  /** The same at the end of a block: `using loader = …`. */
  [Symbol.dispose](): void {
    this.close();
  }

  #load(planned: PlannedBatch): Batch {
    const random = itemStream(this.#seed);
    const items = planned.indices.map((item, i) => this.dataset.get(item, itemOptions(random, planned, i)));
    return this.#collate(items);
  }

  /** Loops at once take their batches one after the other; null where meanwhile another loop has ended the epoch. */
  #takeInTurn(epoch: number): Promise<{ readonly value: Batch } | null> {
    const taken = this.#turn.then(() => (this.#endless || this.#state.epoch === epoch ? this.#take() : null));
    this.#turn = taken.catch(() => {}); // told to whoever asked
    return taken;
  }

  async #take(): Promise<{ readonly value: Batch } | null> {
    if (this.#ahead[0]?.from !== this.#state) this.#ahead = []; // another state was set
    const dropped = this.#look();
    if (dropped) {
      this.#state = dropped;
      return null;
    }
    const { from, next, batch } = this.#ahead[0]!;
    const value = (await batch.catch((error: unknown) => this.#giveUp(error))) as Batch; // what the workers' collate makes
    if (this.#state !== from) return await this.#take(); // set while waiting
    this.#ahead.shift();
    this.#state = next;
    if (next.index > 0 || this.#endless) this.#look(); // the next epoch may never be wanted
    return { value };
  }

  /** Asks for the batches to come. Gives the next epoch's start where this one has no whole batch left. */
  #look(): LoaderState | null {
    if (this.#pool?.failure) {
      if (this.#ahead.length > 0) return null; // what came before is handed out; what did not throws in its turn
      this.#giveUp(this.#pool.failure);
    }
    this.#pool ??= new WorkerPool(this.#workers!, { seed: this.#seed, length: this.dataset.length });
    while (this.#ahead.length < this.#pool.ahead) {
      const last = this.#ahead.at(-1);
      if (last && last.next.index === 0 && !this.#endless) break; // the epoch is asked for
      const from = last?.next ?? this.#state;
      const planned = this.#planned(from);
      if (planned instanceof Error) {
        this.#push({ from, next: from, batch: Promise.reject(planned) });
        break;
      }
      if (planned.indices.length === 0) return last ? null : planned.next;
      this.#push({ from, next: planned.next, batch: this.#pool.load(planned) });
    }
    return null;
  }

  /** Tells of an error once. The loader stands before the batch that failed, and a later loop asks anew. */
  #giveUp(error: unknown): never {
    this.#ahead = [];
    if (this.#pool?.failure) this.close();
    throw error;
  }

  #push(entry: Prefetched): void {
    entry.batch.catch(() => {}); // told when its turn comes
    this.#ahead.push(entry);
  }

  #planned(state: LoaderState): PlannedBatch | Error {
    try {
      return this.#plan.at(state);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error), { cause: error });
    }
  }
}
