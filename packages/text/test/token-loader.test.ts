import { expect, test } from 'vitest';
import { TokenDataset } from '../src/token-dataset.ts';
import { type Batch, tokenLoader } from '../src/token-loader.ts';

const dataset = new TokenDataset(
  Int32Array.from({ length: 103 }, (_, i) => i),
  { blockSize: 3 },
);

function take(batches: Iterable<Batch>, count: number): Batch[] {
  const taken: Batch[] = [];
  for (const batch of batches) if (taken.push(batch) === count) break;
  return taken;
}

test('tokenLoader() stacks windows row by row', () => {
  expect(take(tokenLoader(dataset, { batchSize: 2 }), 1)).toEqual([
    { input: Int32Array.of(0, 1, 2, 1, 2, 3), target: Int32Array.of(1, 2, 3, 2, 3, 4), shape: [2, 3] },
  ]);
});

test('tokenLoader() never ends, unless told to', () => {
  expect(take(tokenLoader(dataset, { batchSize: 60 }), 5).map(({ shape }) => shape[0])).toEqual([60, 40, 60, 40, 60]);
  expect([...tokenLoader(dataset, { batchSize: 60, endless: false })]).toHaveLength(2);
  expect([...tokenLoader(dataset, { batchSize: 60, endless: false, dropLast: true })]).toHaveLength(1);
});

test.each([[{ shuffle: false }], [{ shuffle: true, seed: 1 }], [{ shuffle: true, replacement: true, seed: 1 }]])(
  'tokenLoader() continues in the middle of an epoch with the same batches: %o',
  (options) => {
    const whole = take(tokenLoader(dataset, { batchSize: 7, ...options }), 40);
    const first = tokenLoader(dataset, { batchSize: 7, ...options });
    take(first, 17);
    const second = tokenLoader(dataset, { batchSize: 7, ...options });
    second.state = JSON.parse(JSON.stringify(first.state));
    expect(take(second, 23)).toEqual(whole.slice(17));
  },
);

test('tokenLoader() shuffles by its seed', () => {
  const firsts = (seed: number) => take(tokenLoader(dataset, { batchSize: 4, shuffle: true, seed }), 3);
  expect(firsts(1)).toEqual(firsts(1));
  expect(firsts(1)).not.toEqual(firsts(2));
});

test('tokenLoader() refuses replacement without shuffling', () => {
  expect(() => tokenLoader(dataset, { batchSize: 4, replacement: true })).toThrow('set { shuffle: true }');
});
