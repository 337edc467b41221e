import type { ConformanceApi } from '@zero-to-gpt/linalg/conformance';
import type { Subset, SubsetDataset, SubsetLoader, SubsetLoaderOptions } from '../subset.ts';

/** Samplers and the loader. */
export function describeData({ DataLoader, SequentialSampler, RandomSampler }: Subset, api: ConformanceApi): void {
  const { describe, test, expect } = api;
  const letters: SubsetDataset<string> = { length: 5, get: (index) => 'abcde'[index]! };
  const loader = (options: Partial<SubsetLoaderOptions<string, string>> = {}): SubsetLoader<string> =>
    new DataLoader(letters, { batchSize: 2, collate: (items: string[]) => items.join(''), ...options });
  const taken = (from: SubsetLoader<string>, count: number): string[] => {
    const batches: string[] = [];
    for (const batch of from) if (batches.push(batch) === count) break;
    return batches;
  };

  describe('samplers', () => {
    test('SequentialSampler goes from first to last, from any position', () => {
      const sampler = new SequentialSampler(4);
      expect([sampler.length, [...sampler.indices(0)], [...sampler.indices(7, 2)]]).toEqual([4, [0, 1, 2, 3], [2, 3]]);
    });
    test('RandomSampler visits each item once an epoch', () => {
      const order = [...new RandomSampler(50, { seed: 3 }).indices(0)];
      expect(order.join() === [...order].sort((a, b) => a - b).join()).toBe(false);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    });
    test('RandomSampler has another order in another epoch, and the same from the same seed', () => {
      const order = (seed: number, epoch: number): string => [...new RandomSampler(50, { seed }).indices(epoch)].join();
      expect([
        order(3, 0) === order(3, 1),
        order(3, 0) === order(4, 0),
        new Set([order(3, 1), order(3, 1)]).size === 1,
      ]).toEqual([false, false, true]);
    });
    test('RandomSampler continues an epoch from any position', () => {
      for (const replacement of [false, true]) {
        const sampler = new RandomSampler(50, { seed: 3, replacement });
        expect([...sampler.indices(2, 30)]).toEqual([...sampler.indices(2)].slice(30));
      }
    });
    test('RandomSampler with replacement draws some items again', () => {
      const order = [...new RandomSampler(200, { seed: 3, replacement: true }).indices(0)];
      expect([order.length, order.every((i) => i >= 0 && i < 200)]).toEqual([200, true]);
      expect(new Set(order).size).toBeLessThan(160);
    });
  });

  describe('DataLoader', () => {
    test('DataLoader gives batches in order, the last one short', () => {
      expect([[...loader()], loader().length]).toEqual([['ab', 'cd', 'e'], 3]);
    });
    test('DataLoader with dropLast leaves a short batch out', () => {
      expect([[...loader({ dropLast: true })], loader({ dropLast: true }).length]).toEqual([['ab', 'cd'], 2]);
    });
    test('DataLoader gives single items as batches of one', () => {
      expect([...loader({ batchSize: 1 })]).toEqual(['a', 'b', 'c', 'd', 'e']);
    });
    test('DataLoader takes the order of its sampler', () => {
      const sampler = { length: 3, indices: () => [4, 0, 2] };
      expect([...loader({ sampler })]).toEqual(['ea', 'c']);
    });
    test('DataLoader goes through the items again in the next loop', () => {
      const again = loader();
      expect([[...again], [...again]]).toEqual([
        ['ab', 'cd', 'e'],
        ['ab', 'cd', 'e'],
      ]);
      expect(again.state).toEqual({ epoch: 2, index: 0 });
    });
    test('DataLoader tells its sampler the epoch', () => {
      const told: number[] = [];
      const sampler = {
        length: 5,
        indices: (epoch: number, start = 0) => {
          told.push(epoch);
          return [0, 1, 2, 3, 4].slice(start);
        },
      };
      taken(loader({ sampler, endless: true }), 7);
      expect([...new Set(told)]).toEqual([0, 1, 2]);
    });
    test('DataLoader that is endless goes on with the next epoch', () => {
      expect(taken(loader({ endless: true }), 5)).toEqual(['ab', 'cd', 'e', 'ab', 'cd']);
    });
    test('DataLoader has a state behind the batch in hand, and goes on from there', () => {
      const first = loader();
      const before = taken(first, 1);
      expect([before, first.state]).toEqual([['ab'], { epoch: 0, index: 2 }]);
      const second = loader();
      second.state = first.state;
      expect([...second]).toEqual(['cd', 'e']);
    });
    test('DataLoader goes on in the middle of a random epoch with the very items that would have come', () => {
      const sampler = (): InstanceType<Subset['RandomSampler']> => new RandomSampler(5, { seed: 2 });
      const whole = [...loader({ sampler: sampler() })];
      const rest = loader({ sampler: sampler() });
      rest.state = { epoch: 0, index: 2 };
      expect([...rest]).toEqual(whole.slice(1));
    });
    test('DataLoader is for await too', async () => {
      const batches: string[] = [];
      for await (const batch of loader()) batches.push(batch);
      expect(batches).toEqual(['ab', 'cd', 'e']);
    });
    test('DataLoader refuses batches of no item', () => {
      expect(() => loader({ batchSize: 0 })).toThrow();
    });
  });
}
