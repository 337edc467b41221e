import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { bundle } from '@zero-to-gpt/browsers';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { LoaderState } from '../../src/data/batch-plan.ts';
import { DataLoader, type DataLoaderOptions } from '../../src/data/data-loader.ts';
import type { LoaderWorkers } from '../../src/data/worker-pool.ts';
import { squares, type Trouble } from '../fixtures/squares.ts';

const open: DataLoader<number[], number[][]>[] = [];
afterEach(() => {
  for (const loader of open.splice(0)) loader.close();
});

// one piece of JavaScript starts several times as fast as the sources
const folder = mkdtempSync(join(tmpdir(), 'optim-'));
const module = pathToFileURL(join(folder, 'squares-worker.mjs'));
beforeAll(async () => {
  const program = await bundle(join(import.meta.dirname, '../fixtures/squares-worker.ts'), { format: 'esm' });
  writeFileSync(module, program);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (file: URL = module) => new Worker(file);

type Options = Partial<DataLoaderOptions<number[], number[][]>>;

function plain(options: Options = {}, length = 10) {
  const { get } = squares({ length });
  const dataset = { length, get: get as (...args: Parameters<typeof get>) => number[] }; // nothing is to be awaited here
  return new DataLoader(dataset, { batchSize: 3, collate: (items) => items, ...options });
}

function withWorkers(workers: LoaderWorkers = {}, options: Options = {}, trouble: Trouble = {}) {
  const dataset = { length: 10, get: (): number[] => [] };
  const all = { ...(workers.start ? {} : { module }), data: trouble, ...workers };
  const loader = new DataLoader<number[], number[][]>(dataset, { batchSize: 3, ...options, workers: all });
  open.push(loader);
  return loader;
}

async function take<T>(batches: AsyncIterable<T>, count = Number.POSITIVE_INFINITY): Promise<T[]> {
  const taken: T[] = [];
  for await (const batch of batches) if (taken.push(batch) === count) break;
  return taken;
}

test.each([1, 2, 3])(
  'DataLoader with %i workers gives the very batches of one without, draws of items too',
  async (count) => {
    const options = { shuffle: true, seed: 5, endless: true };
    expect(await take(withWorkers({ count, prefetch: 2 }, options), 11)).toEqual(await take(plain(options), 11));
  },
);

test('DataLoader with workers ends its loop with the epoch, and the next loop is the next epoch', async () => {
  const options = { shuffle: true, dropLast: true };
  const [loader, other] = [withWorkers({ count: 2 }, options), plain(options)];
  for (let epoch = 0; epoch < 3; epoch++) {
    expect(await take(loader)).toEqual(await take(other));
    expect(loader.state).toEqual({ epoch: epoch + 1, index: 0 });
  }
});

test('DataLoader state points behind the batch in hand, however far its workers are ahead', async () => {
  const loader = withWorkers({ count: 2, prefetch: 4 });
  const states: LoaderState[] = [];
  for await (const _ of loader) states.push(loader.state);
  expect(states).toEqual([
    { epoch: 0, index: 3 },
    { epoch: 0, index: 6 },
    { epoch: 0, index: 9 },
    { epoch: 1, index: 0 },
  ]);
});

test('DataLoader with workers continues from a saved state, also one that is set in the middle of a loop', async () => {
  const loader = withWorkers({ count: 2 }, { shuffle: true, seed: 8, endless: true });
  const whole = await take(plain({ shuffle: true, seed: 8, endless: true }), 9);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 3 }), async (before, count) => {
      const other = plain({ shuffle: true, seed: 8, endless: true });
      if (before > 0) await take(other, before);
      let set = false;
      const taken: number[][][] = [];
      for await (const batch of loader) {
        if (set) taken.push(batch);
        if (taken.length === count) break;
        if (!set) loader.state = JSON.parse(JSON.stringify(other.state));
        set = true;
      }
      expect(taken).toEqual(whole.slice(before, before + count));
    }),
    { numRuns: 10 },
  );
});

test('DataLoader follows a state that is set while a loop waits for its batch', async () => {
  const loader = withWorkers();
  const batches = loader[Symbol.asyncIterator]();
  const first = batches.next();
  loader.state = { epoch: 0, index: 6 };
  expect((await first).value).toEqual((await take(plain()))[2]);
  expect(loader.state).toEqual({ epoch: 0, index: 9 });
});

test('DataLoader with workers asks for nothing beyond the epoch, unless it is endless', async () => {
  const epochs: number[] = [];
  const sampler = {
    length: 10,
    indices(epoch: number, from = 0) {
      epochs.push(epoch);
      return Array.from({ length: 10 - from }, (_, i) => i + from);
    },
  };
  await take(withWorkers({ count: 2, prefetch: 3 }, { sampler }));
  expect(epochs).toEqual([0]);
  await take(withWorkers({ count: 2, prefetch: 3 }, { sampler, endless: true }), 3);
  expect(epochs).toEqual([0, 0, 1, 2]);
});

test('DataLoader with workers shares its batches out between two loops at once', async () => {
  const loader = withWorkers({ count: 2 });
  const both = await Promise.all([take(loader), take(loader)]);
  expect(both.flat().sort((a, b) => a[0]![0]! - b[0]![0]!)).toEqual(await take(plain({})));
  expect(loader.state).toEqual({ epoch: 1, index: 0 });
});

test('DataLoader with workers wants for await, and collates there', () => {
  expect(() => [...withWorkers()]).toThrow('Cannot loop over a loader with workers: expected for await (… of loader)');
  expect(() => withWorkers({}, { collate: (items) => items })).toThrow('expected { collate } in their serveDataset');
});

test('DataLoader throws the error of an item in its turn, and stands before that batch', async () => {
  const loader = withWorkers({ count: 2, prefetch: 3 }, {}, { failAt: 7 });
  const seen: number[] = [];
  const loop = async () => {
    for await (const batch of loader) seen.push(batch.length);
  };
  const error = await loop().catch((e: Error) => e);
  expect(error).toMatchObject({ message: 'Cannot load items 6 to 8 of epoch 0: item 7 is broken' });
  expect((error as Error).cause).toMatchObject({
    name: 'RangeError',
    stack: expect.stringContaining('RangeError: item 7'),
  });
  expect(seen).toEqual([3, 3]);
  expect(loader.state).toEqual({ epoch: 0, index: 6 });
  await expect(take(loader)).rejects.toThrow('item 7 is broken'); // again, from there
  loader.state = { epoch: 0, index: 9 };
  expect(await take(loader)).toEqual([[[81, expect.any(Number), 0]]]);
});

test('DataLoader tells of a worker that dies, whatever was ready before being handed out first', async () => {
  const loader = withWorkers({ count: 1, prefetch: 4 }, {}, { exitAt: 6 });
  const seen: number[][][] = [];
  const loop = async () => {
    for await (const batch of loader) seen.push(batch);
  };
  await expect(loop()).rejects.toThrow(
    'Cannot load items 6 to 8 of epoch 0: worker 0 failed: it ended with exit code 3',
  );
  expect(seen).toEqual((await take(plain())).slice(0, 2));
  loader.state = { epoch: 0, index: 9 }; // new workers
  expect(await take(loader)).toHaveLength(1);
});

test('DataLoader tells of a worker that dies between two loops, in the next one', async () => {
  const started: Worker[] = [];
  const noted = () => {
    const worker = start();
    started.push(worker);
    return worker;
  };
  const loader = withWorkers({ start: noted }, {}, { exitAfter: 9 });
  expect(await take(loader)).toHaveLength(4);
  await once(started[0]!, 'exit');
  await expect(take(loader)).rejects.toThrow('Cannot load batches: worker 0 failed: it ended with exit code 3');
  expect(await take(loader, 2)).toHaveLength(2);
});

test('DataLoader tells of a batch that holds an NDArray, which does not travel', async () => {
  const sampler = { length: 1, indices: () => [49] };
  const loader = withWorkers({ data: { length: 10 } }, { sampler });
  await expect(take(loader)).rejects.toThrow('Cannot send an NDArray from a worker: expected values on the host');
});

test('DataLoader tells of a dataset that cannot be made, or has another size, in a worker', async () => {
  await expect(take(withWorkers({}, {}, { noDataset: true }))).rejects.toThrow(
    'Cannot load batches: worker 0 made no dataset: the folder is empty',
  );
  await expect(take(withWorkers({}, {}, { length: 11 }))).rejects.toThrow(
    'Cannot load batches: the dataset has 11 items in worker 0 and 10 here',
  );
});

test('DataLoader tells of a module that is not there, or does not call serveDataset', async () => {
  const nowhere = new URL('../fixtures/nowhere.ts', import.meta.url);
  await expect(take(withWorkers({ module: nowhere }))).rejects.toThrow(/worker 0 failed: Cannot find module .*nowhere/);
  await expect(
    take(withWorkers({ start: () => start(new URL('../fixtures/no-service.ts', import.meta.url)) })),
  ).rejects.toThrow('worker 0 failed: it ended with exit code 0: does its module call serveDataset?');
});

test('DataLoader tells of a worker that cannot be started', async () => {
  const broken = () => {
    throw new Error('no threads left');
  };
  await expect(take(withWorkers({ start: broken }))).rejects.toThrow(
    'Cannot start workers for a loader: no threads left',
  );
});

test('DataLoader tells of data that cannot travel to a worker', async () => {
  const loader = withWorkers({ data: { f: () => 1 } });
  await expect(take(loader)).rejects.toThrow(/^Cannot start workers for a loader: .* could not be cloned/);
});

test('DataLoader waits no longer than its timeout', async () => {
  const loader = withWorkers({ timeout: 300 }, {}, { stuckAt: 0 });
  await expect(take(loader)).rejects.toThrow('Cannot load items 0 to 2 of epoch 0: no answer within 300 ms');
});

test('DataLoader does not count the time between batches', async () => {
  const hour = 3_600_000;
  const [set, clear] = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'clearTimeout')];
  expect(await take(withWorkers({ timeout: hour }))).toHaveLength(4);
  const timers = set.mock.results.filter((_, i) => set.mock.calls[i]![1] === hour).map(({ value }) => value as unknown);
  const cleared = clear.mock.calls.map(([timer]) => timer);
  for (const spy of [set, clear]) spy.mockRestore();
  expect(timers).toHaveLength(4);
  expect(cleared).toEqual(expect.arrayContaining(timers)); // none is left to ring before the next batch is wanted
});

test('DataLoader that is closed ends the loop that waits, and starts anew in the next', async () => {
  const loader = withWorkers({}, {}, { stuckAt: 9 });
  const waiting = take(loader);
  setTimeout(() => loader.close(), 300);
  await expect(waiting).rejects.toThrow('Cannot load batches: the loader was closed');
  loader.state = { epoch: 0, index: 0 };
  expect(await take(loader, 2)).toHaveLength(2);
});

test('DataLoader with workers says so when a sampler ends too early, after the batches before', async () => {
  const sampler = { length: 10, indices: () => [0, 1, 2, 3] };
  const loader = withWorkers({ count: 2 }, { sampler });
  const seen: number[] = [];
  const loop = async () => {
    for await (const batch of loader) seen.push(batch.length);
  };
  await expect(loop()).rejects.toThrow('the sampler ended at 4 of 10 items');
  expect(seen).toEqual([3]);
});

test.each<[LoaderWorkers, string]>([
  [{ start: () => start(), count: 0 }, 'workers.count 0: expected a whole number, at least 1'],
  [{ start: () => start(), prefetch: 1.5 }, 'workers.prefetch 1.5'],
  [{ start: () => start(), timeout: -1 }, 'workers.timeout -1: expected milliseconds'],
  [{}, 'expected one of workers.module and workers.start'],
  [{ start: () => start(), module: 'x' }, 'expected one of workers.module and workers.start'],
])('DataLoader refuses workers that cannot be', (workers, message) => {
  expect(() => new DataLoader(squares() as never, { workers })).toThrow(message);
});
