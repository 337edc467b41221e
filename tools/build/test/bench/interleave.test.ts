import { expect, test } from 'vitest';
import { interleave, milliseconds, quantile, reduce } from '../../bench/interleave.ts';

test('interleave() runs the sides in turns, warm-up first, and counts the rounds only', async () => {
  const order: string[] = [];
  const row = await interleave(
    'x/y',
    {
      ours: () => order.push('ours') && (order.length > 2 ? 10 : 1000),
      peer: async () => order.push('peer') && 20,
    },
    { rounds: 2, warmup: 1 },
  );
  expect(order).toEqual(['ours', 'peer', 'ours', 'peer', 'ours', 'peer']);
  expect(row).toEqual({ id: 'x/y', ours: 10, peer: 20, unit: 'ms', ratio: 2, spread: 0 });
});

test('reduce() takes times as less is faster', () => {
  expect(reduce('x/y', [{ ours: 10, peer: 5 }], 'ms').ratio).toBe(0.5);
});

test('reduce() takes rates as more is faster', () => {
  expect(reduce('x/y', [{ ours: 10, peer: 5 }], 'tokens/s').ratio).toBe(2);
});

test('reduce() takes the median of the ratios of neighbours, not the ratio of the medians', () => {
  const pairs = [
    { ours: 1, peer: 1 },
    { ours: 10, peer: 20 },
    { ours: 4, peer: 40 },
  ];
  expect(reduce('x/y', pairs, 'ms')).toMatchObject({ ours: 4, peer: 20, ratio: 2 });
});

test('reduce() gives the interquartile range over the median as spread', () => {
  const pairs = [1, 2, 3, 4, 5].map((peer) => ({ ours: 1, peer }));
  expect(reduce('x/y', pairs, 'ms')).toMatchObject({ ratio: 3, spread: 2 / 3 });
});

test('interleave() refuses an id without a peer', async () => {
  await expect(interleave('step', { ours: () => 1, peer: () => 1 })).rejects.toThrow(
    'Cannot name a row: wanted "<what>/<peer>", found "step"',
  );
});

test('interleave() refuses a measurement that is not positive', async () => {
  await expect(interleave('a/b', { ours: () => Number.NaN, peer: () => 1 })).rejects.toThrow(
    'Cannot compare a/b: wanted positive numbers, found NaN and 1',
  );
});

test('quantile() interpolates between neighbours', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10, 2], 0)).toBe(2);
});

test('milliseconds() waits for what it times', async () => {
  let done = false;
  await milliseconds(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    done = true;
  });
  expect(done).toBe(true);
});
