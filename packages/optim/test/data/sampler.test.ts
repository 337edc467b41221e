import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RandomSampler, SequentialSampler, WeightedRandomSampler } from '../../src/data/sampler.ts';

test('SequentialSampler goes from first to last', () => {
  expect([...new SequentialSampler(4).indices(7)]).toEqual([0, 1, 2, 3]);
  expect([...new SequentialSampler(4).indices(7, 2)]).toEqual([2, 3]);
});

test('RandomSampler visits every item once in an epoch', () => {
  const order = [...new RandomSampler(100, { seed: 3 }).indices(0)];
  expect([...order].sort((a, b) => a - b)).toEqual([...new SequentialSampler(100).indices(0)]);
  expect(order).not.toEqual([...new SequentialSampler(100).indices(0)]);
});

test('RandomSampler gives an order that follows from seed and epoch alone', () => {
  const order = (seed: number, epoch: number) => [...new RandomSampler(50, { seed }).indices(epoch)];
  expect(order(1, 2)).toEqual(order(1, 2));
  expect(order(1, 2)).not.toEqual(order(1, 3));
  expect(order(1, 2)).not.toEqual(order(2, 2));
});

test('RandomSampler starts anywhere in an epoch', () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.integer({ min: 1, max: 9000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (replacement, length, part) => {
        const sampler = new RandomSampler(length, { seed: 5, replacement });
        const start = Math.floor(part * (length - 1));
        expect([...sampler.indices(1, start)]).toEqual([...sampler.indices(1)].slice(start));
      },
    ),
    { numRuns: 30 },
  );
});

test('RandomSampler with replacement draws as often as asked, each item equally likely', () => {
  const sampler = new RandomSampler(4, { seed: 9, replacement: true, samples: 8000 });
  expect(sampler.length).toBe(8000);
  const counts = [0, 0, 0, 0];
  for (const index of sampler.indices(0)) counts[index]! += 1;
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200); // five standard deviations
});

test('RandomSampler refuses a number of samples without replacement', () => {
  expect(() => new RandomSampler(4, { samples: 8 })).toThrow('Cannot draw 8 samples as a permutation');
  expect(() => new RandomSampler(0)).toThrow('Cannot sample from 0 items');
});

test('WeightedRandomSampler draws each item as often as its weight says', () => {
  const sampler = new WeightedRandomSampler([1, 0, 3, 0], { seed: 2, samples: 8000 });
  const counts = [0, 0, 0, 0];
  for (const index of sampler.indices(0)) counts[index]! += 1;
  expect([counts[1], counts[3]]).toEqual([0, 0]);
  expect(Math.abs(counts[2]! - 6000)).toBeLessThan(194); // five standard deviations
});

test('WeightedRandomSampler never draws weight 0, even where a draw rounds up to the sum of weights', () => {
  const draws = [...new WeightedRandomSampler([5e-324, 0], { samples: 100 }).indices(0)];
  expect(new Set(draws)).toEqual(new Set([0]));
});

test('WeightedRandomSampler follows from seed and epoch alone, and starts anywhere', () => {
  const draws = (seed: number, epoch: number, start?: number) => [
    ...new WeightedRandomSampler([1, 2, 3], { seed, samples: 5000 }).indices(epoch, start),
  ];
  expect(draws(1, 0)).toEqual(draws(1, 0));
  expect(draws(1, 0)).not.toEqual(draws(1, 1));
  expect(draws(1, 0)).not.toEqual(draws(2, 0));
  for (const start of [1, 4095, 4096, 4999]) expect(draws(1, 0, start)).toEqual(draws(1, 0).slice(start));
});

test('WeightedRandomSampler refuses weights that cannot be', () => {
  expect(() => new WeightedRandomSampler([])).toThrow('Cannot sample from 0 items');
  expect(() => new WeightedRandomSampler([1, -1])).toThrow('Cannot weigh item 1 by -1: expected a finite number');
  expect(() => new WeightedRandomSampler([1, Number.NaN])).toThrow('Cannot weigh item 1 by NaN');
  expect(() => new WeightedRandomSampler([0, 0])).toThrow('Cannot draw by weights that add up to 0');
  expect(() => new WeightedRandomSampler([1], { samples: 0 })).toThrow('Cannot sample from 0 items');
});
