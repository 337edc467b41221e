import type { BatchPlace } from './item-options.ts';
import type { WorkerAnswer, WorkerError, WorkerRequest } from './serve-dataset.ts';
import { type AnyWorker, openPort, startWorker, textOf, type WorkerPort } from './worker-port.ts';

/** Workers that load batches ahead. One of `module` and `start` is needed. */
export interface LoaderWorkers {
  /** The module that calls `serveDataset`, by its URL: `new URL('./data-worker.ts', import.meta.url)`. */
  readonly module?: string | URL;
  /** Starts a worker on it: what bundlers look for, `() => new Worker(new URL('./data-worker.ts', import.meta.url), { type: 'module' })`. */
  readonly start?: () => AnyWorker;
  /** How many workers. Default 1. */
  readonly count?: number;
  /** Batches that each worker is ahead. Default 2. */
  readonly prefetch?: number;
  /** What `serveDataset` is told: anything that `structuredClone` copies. */
  readonly data?: unknown;
  /** Milliseconds after which a batch that has not come is an error. Default: none. */
  readonly timeout?: number;
}

interface Pending {
  readonly resolve: (batch: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly what: string;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

interface Member {
  readonly port: WorkerPort;
  readonly pending: Map<number, Pending>;
}

/** Workers that answer with batches. A worker that fails fails all that is asked of the pool from then on. */
export class WorkerPool {
  /** Batches that are worth asking for ahead of need. */
  readonly ahead: number;
  readonly #members: Member[] = [];
  readonly #timeout: number;
  readonly #length: number;
  #asked = 0;
  #failure: Error | null = null;

  /** Starts the workers; `length` is how many items their dataset must have. @throws RangeError, TypeError for workers that cannot be */
  constructor(workers: LoaderWorkers, { seed, length }: { seed: number; length: number }) {
    const { count, prefetch, timeout, start } = checkWorkers(workers);
    this.ahead = count * prefetch;
    this.#timeout = timeout;
    this.#length = length;
    try {
      for (let i = 0; i < count; i++) this.#open(start(), i, { kind: 'open', data: workers.data, seed });
    } catch (cause) {
      this.close();
      throw new Error(`Cannot start workers for a loader: ${textOf(cause)}`, { cause });
    }
  }

  /** Why the pool is of no more use; null while it is. */
  get failure(): Error | null {
    return this.#failure;
  }

  /** Asks the least busy worker for a batch. */
  load(place: BatchPlace): Promise<unknown> {
    const { epoch, index, indices } = place;
    const what = `items ${index} to ${index + indices.length - 1} of epoch ${epoch}`;
    const member = this.#members.reduce((a, b) => (b.pending.size < a.pending.size ? b : a));
    return new Promise((resolve, reject) => {
      if (this.#failure) {
        reject(this.#failure);
        return;
      }
      const id = this.#asked++;
      const late = (): void => this.#fail(new Error(`Cannot load ${what}: no answer within ${this.#timeout} ms`));
      const timer = this.#timeout > 0 ? setTimeout(late, this.#timeout) : undefined;
      member.pending.set(id, { resolve, reject, what, timer });
      member.port.hold(true);
      member.port.post({ kind: 'load', id, epoch, index, indices } satisfies WorkerRequest);
    });
  }

  /** Ends the workers; what was asked for and has not come is an error. */
  close(): void {
    this.#fail(new Error('Cannot load batches: the loader was closed'));
  }

  #open(worker: AnyWorker, which: number, request: WorkerRequest): void {
    const pending = new Map<number, Pending>();
    const lost = (reason: string, cause?: unknown): void => {
      const [first] = pending.values();
      const what = first ? `load ${first.what}` : 'load batches';
      const cure = /exit code 0$/.test(reason) ? ': does its module call serveDataset?' : '';
      this.#fail(new Error(`Cannot ${what}: worker ${which} failed: ${reason}${cure}`, { cause }));
    };
    const port = openPort(worker, {
      message: (data) => this.#receive(data as WorkerAnswer, which, pending, port), // serveDataset sends nothing else
      lost,
    });
    this.#members.push({ port, pending });
    port.hold(false);
    port.post(request);
  }

  #receive(answer: WorkerAnswer, which: number, pending: Map<number, Pending>, port: WorkerPort): void {
    if (this.#failure) return;
    if (answer.kind === 'ready') {
      if (answer.length === this.#length) return;
      const sizes = `has ${answer.length} items in worker ${which} and ${this.#length} here`;
      this.#fail(new RangeError(`Cannot load batches: the dataset ${sizes}`));
    } else if (answer.kind === 'failed' && answer.id === null) {
      const { message } = answer.error;
      this.#fail(
        new Error(`Cannot load batches: worker ${which} made no dataset: ${message}`, { cause: revive(answer.error) }),
      );
    } else {
      const { id } = answer as { id: number }; // null was met above
      const request = pending.get(id);
      if (!request) return;
      pending.delete(id);
      clearTimeout(request.timer);
      if (pending.size === 0) port.hold(false);
      if (answer.kind === 'batch') request.resolve(answer.batch);
      else
        request.reject(
          new Error(`Cannot load ${request.what}: ${answer.error.message}`, { cause: revive(answer.error) }),
        );
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { port, pending } of this.#members) {
      for (const { reject, timer } of pending.values()) {
        clearTimeout(timer);
        reject(error);
      }
      pending.clear();
      port.end();
    }
  }
}

/** The settings, with what was left out. @throws RangeError, TypeError for workers that cannot be */
export function checkWorkers({ module, start, count = 1, prefetch = 2, timeout = 0 }: LoaderWorkers): {
  readonly count: number;
  readonly prefetch: number;
  readonly timeout: number;
  readonly start: () => AnyWorker;
} {
  for (const [name, value] of Object.entries({ count, prefetch }))
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`Cannot load with workers.${name} ${value}: expected a whole number, at least 1`);
  if (!(timeout >= 0)) throw new RangeError(`Cannot load with workers.timeout ${timeout}: expected milliseconds`);
  if ((module === undefined) === (start === undefined))
    throw new TypeError('Cannot load with workers: expected one of workers.module and workers.start');
  return { count, prefetch, timeout, start: start ?? (() => startWorker(module!)) };
}

/** The worker's error with its name and the place where it arose. */
function revive({ name, message, stack }: WorkerError): Error {
  return Object.assign(new Error(message), { name, stack });
}
