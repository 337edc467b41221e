import { checkOptions, NDArray, type Random } from '@zero-to-gpt/linalg';
import type { Dataset } from './dataset.ts';
import { defaultCollate } from './default-collate.ts';
import { isPlain } from './host-tensor.ts';
import { type BatchPlace, itemOptions, itemStream } from './item-options.ts';
import { textOf } from './worker-port.ts';

/** What a loader sends to its workers: first `open`, then a `load` for each batch. */
export type WorkerRequest =
  | { readonly kind: 'open'; readonly data: unknown; readonly seed: number }
  | ({ readonly kind: 'load'; readonly id: number } & BatchPlace);

/** What a worker answers. */
export type WorkerAnswer =
  | { readonly kind: 'ready'; readonly length: number }
  | { readonly kind: 'batch'; readonly id: number; readonly batch: unknown }
  | { readonly kind: 'failed'; readonly id: number | null; readonly error: WorkerError };

/** An error on its way between threads. */
export interface WorkerError {
  /** Its class. */
  readonly name: string;
  /** What it says. */
  readonly message: string;
  /** Where it arose. */
  readonly stack: string;
}

/** Options of `serveDataset`. */
export interface ServeDatasetOptions<Item, Batch> {
  /** Makes one batch of several items. Default: `defaultCollate`. */
  readonly collate?: (items: Item[]) => Batch | Promise<Batch>;
  /** Buffers of a batch that move to the loader instead of being copied; the worker must not use them again. Default: those that `defaultCollate` made. */
  readonly transfer?: (batch: Batch) => readonly ArrayBuffer[];
}

/** A dataset whose items may have to be waited for, such as files; workers alone can. */
export interface AwaitedDataset<Item> {
  /** Number of items. */
  readonly length: number;
  /** Item `index`, or the promise of it. */
  readonly get: (...args: Parameters<Dataset<Item>['get']>) => Item | Promise<Item>;
}

/** This thread's line to whoever started it. */
interface Line {
  readonly post: (answer: WorkerAnswer, transfer: readonly ArrayBuffer[]) => void;
  readonly listen: (listener: (request: WorkerRequest) => void) => void;
}

/**
 * Answers the loader that started this worker: a worker's module calls it once. `make` gets what the loader was given as
 * `workers.data` and gives the dataset; its items, collated, travel to the loader, so they have to be what
 * `structuredClone` copies (host tensors, typed arrays, plain objects; no NDArray).
 * @throws Error outside of a worker
 *
 * @example
 * ```ts no-test
 * // data-worker.ts
 * serveDataset((folder: string) => new PictureFolder(folder));
 * // train.ts
 * const workers = { module: new URL('./data-worker.ts', import.meta.url), count: 2, data: 'pictures' };
 * for await (const batch of new DataLoader(dataset, { batchSize: 32, workers })) train(batch);
 * ```
 */
export function serveDataset<Item, Batch = unknown, Data = unknown>(
  make: (data: Data) => AwaitedDataset<Item> | Promise<AwaitedDataset<Item>>,
  options: ServeDatasetOptions<Item, Batch> = {},
): void {
  const { collate, transfer } = checkOptions('serveDataset', options, ['collate', 'transfer']);
  const line = openLine();
  let opened: Promise<{ dataset: AwaitedDataset<Item>; random: Random }> | null = null;
  let done: Promise<unknown> = Promise.resolve();
  const open = async (data: Data, seed: number): Promise<{ dataset: AwaitedDataset<Item>; random: Random }> => {
    const dataset = await make(data);
    return { dataset, random: itemStream(seed) };
  };
  const load = async (place: BatchPlace): Promise<[batch: unknown, transfer: readonly ArrayBuffer[]]> => {
    const { dataset, random } = await opened!; // `open` comes first
    const items: Item[] = [];
    for (const [i, index] of place.indices.entries())
      items.push(await dataset.get(index, itemOptions(random, place, i)));
    if (!collate) {
      const batch = defaultCollate(items);
      return [batch, buffersOf(batch)];
    }
    const batch = await collate(items);
    refuseArrays(batch);
    return [batch, transfer?.(batch) ?? []];
  };
  line.listen((request) => {
    const fail = (id: number | null) => (error: unknown) =>
      line.post({ kind: 'failed', id, error: portable(error) }, []);
    if (request.kind === 'open') {
      opened = open(request.data as Data, request.seed); // what `workers.data` says it is
      opened.then(({ dataset }) => line.post({ kind: 'ready', length: dataset.length }, []), fail(null));
    } else {
      const { id } = request;
      done = done
        .then(() => load(request))
        .then(([batch, moved]) => line.post({ kind: 'batch', id, batch }, moved))
        .catch(fail(id));
    }
  });
}

function openLine(): Line {
  const port = globalThis.process?.getBuiltinModule?.('node:worker_threads')?.parentPort;
  if (port)
    return {
      post: (answer, transfer) => port.postMessage(answer, [...transfer]),
      listen: (listener) => void port.on('message', listener),
    };
  // a worker of a browser is its own line; pages have a document
  const self = globalThis as unknown as Partial<DedicatedWorker>;
  if (typeof self.postMessage !== 'function' || 'document' in self || 'process' in globalThis)
    throw new Error(
      'Cannot serve a dataset: expected to run in a worker, give this module to a loader as workers.module',
    );
  return {
    post: (answer, transfer) => self.postMessage!(answer, [...transfer]),
    listen: (listener) => {
      self.onmessage = ({ data }) => listener(data);
    },
  };
}

/** What a worker's own scope has. */
interface DedicatedWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  onmessage: (event: { readonly data: WorkerRequest }) => void;
}

function portable(error: unknown): WorkerError {
  const { name = 'Error', stack = '' } = error instanceof Error ? error : {};
  return { name, message: textOf(error), stack };
}

/** The buffers of all typed arrays in a batch, each once. */
function buffersOf(batch: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (isPlain(value)) Object.values(value).forEach(visit);
  };
  visit(batch);
  return [...found];
}

/** An NDArray would arrive as an empty object. */
function refuseArrays(value: unknown): void {
  if (value instanceof NDArray)
    throw new TypeError(
      'Cannot send an NDArray from a worker: expected values on the host: { shape, data: await x.data() }',
    );
  if (Array.isArray(value)) value.forEach(refuseArrays);
  else if (isPlain(value)) Object.values(value).forEach(refuseArrays);
}
