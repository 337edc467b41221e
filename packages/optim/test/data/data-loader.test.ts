import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DataLoader, type DataLoaderOptions } from '../../src/data/data-loader.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { RandomSampler } from '../../src/data/sampler.ts';

const numbers = (length: number): Dataset<number> => ({ length, get: (i) => i });
const loader = (length: number, options: Partial<DataLoaderOptions<number, number[]>> = {}) =>
  new DataLoader(numbers(length), { batchSize: 2, collate: (items) => items, ...options });

function take<T>(batches: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const batch of batches) if (taken.push(batch) === count) break;
  return taken;
}

test('DataLoader hands out one epoch a loop, the last batch short', () => {
  const batches = loader(5);
  expect(batches.length).toBe(3);
  expect([...batches]).toEqual([[0, 1], [2, 3], [4]]);
  expect(batches.state).toEqual({ epoch: 1, index: 0 });
  expect([...batches]).toEqual([[0, 1], [2, 3], [4]]);
});

test('DataLoader leaves a short batch out with dropLast', () => {
  const batches = loader(5, { dropLast: true });
  expect(batches.length).toBe(2);
  expect([...batches]).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(batches.state).toEqual({ epoch: 1, index: 0 });
});

test('DataLoader goes on with the next epoch when endless', () => {
  expect(take(loader(3, { endless: true }), 4)).toEqual([[0, 1], [2], [0, 1], [2]]);
});

test('DataLoader shuffles anew every epoch, by its seed', () => {
  const orders = take(loader(40, { batchSize: 40, shuffle: true, seed: 4, endless: true }), 2);
  expect(orders[0]).not.toEqual(orders[1]);
  expect(orders).toEqual(take(loader(40, { batchSize: 40, shuffle: true, seed: 4, endless: true }), 2));
});

test('DataLoader can be awaited', async () => {
  const batches: number[][] = [];
  for await (const batch of loader(3)) batches.push(batch);
  expect(batches).toEqual([[0, 1], [2]]);
});

test('DataLoader state points behind the batch in hand', () => {
  const batches = loader(5);
  for (const _ of batches) break;
  expect(batches.state).toEqual({ epoch: 0, index: 2 });
});

test('DataLoader continues from a saved state with the very batches that would have come', () => {
  fc.assert(
    fc.property(
      fc.record({
        length: fc.integer({ min: 3, max: 30 }),
        batchSize: fc.integer({ min: 1, max: 3 }),
        shuffle: fc.boolean(),
        replacement: fc.boolean(),
        dropLast: fc.boolean(),
        before: fc.integer({ min: 0, max: 40 }),
      }),
      ({ length, before, shuffle, replacement, ...options }) => {
        const make = () => {
          const sampler = new RandomSampler(length, { seed: 8, replacement });
          return loader(length, { ...options, ...(shuffle ? { sampler } : {}), endless: true });
        };
        const whole = take(make(), before + 20);
        const first = make();
        if (before > 0) take(first, before);
        const second = make();
        second.state = JSON.parse(JSON.stringify(first.state));
        expect(take(second, 20)).toEqual(whole.slice(before));
      },
    ),
  );
});

test('DataLoader follows a state that is set in the middle of a loop', () => {
  const batches = loader(6);
  const seen: number[][] = [];
  for (const batch of batches) if (seen.push(batch) === 2) batches.state = { epoch: 0, index: 1 };
  expect(seen).toEqual([[0, 1], [2, 3], [1, 2], [3, 4], [5]]);
});

test('DataLoader refuses states outside the epoch', () => {
  const batches = loader(5);
  expect(() => {
    batches.state = { epoch: 0, index: 5 };
  }).toThrow('Cannot continue at item 5: an epoch has 5 items');
  expect(() => {
    batches.state = { epoch: -1, index: 0 };
  }).toThrow('Cannot continue at epoch -1');
  expect(batches.state).toEqual({ epoch: 0, index: 0 });
});

test('DataLoader refuses batches that can never be', () => {
  expect(() => loader(5, { batchSize: 0 })).toThrow('Cannot load batches of 0');
  expect(() => loader(1, { dropLast: true })).toThrow('an epoch has 1 items and dropLast leaves none');
});

test('DataLoader says so when a sampler ends too early', () => {
  const sampler = { length: 4, indices: () => [0, 1, 2] };
  expect(() => [...loader(4, { sampler })]).toThrow('the sampler ended at 3 of 4 items');
});
