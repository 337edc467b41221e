// runs alone: it trains on every core
import { describe, expect, test } from 'vitest';
import { smallRun } from './small-run.ts';

describe('training on threads', () => {
  for (const deterministic of [false, true])
    test(`gives the same losses and weights to the last bit for 1, 2 and 4, deterministic: ${deterministic}`, async () => {
      const one = await smallRun({ steps: 30, threads: 1, deterministic });
      expect(one.losses).toHaveLength(30);
      expect(one.losses.at(-1)).toBeLessThan(one.losses[0]! - 0.1);
      for (const threads of [2, 4])
        expect(await smallRun({ steps: 30, threads, deterministic })).toEqual({ ...one, threads });
    });

  test('gives the same with eight times as many threads as cores, and with two trainings at once', async () => {
    const one = await smallRun({ steps: 30, threads: 1, deterministic: false });
    const { availableParallelism } = process.getBuiltinModule('node:os');
    const threads = Math.min(256, 8 * availableParallelism()); // the most there may be
    expect(await smallRun({ steps: 30, threads, deterministic: false })).toEqual({ ...one, threads });
    const two = [4, 3].map((n) => smallRun({ steps: 30, threads: n, deterministic: false }));
    expect(await Promise.all(two)).toEqual([4, 3].map((n) => ({ ...one, threads: n })));
  });
});
