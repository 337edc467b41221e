// runs alone: it measures the memory of a process
import { expect, test } from 'vitest';
import { long } from '../long/memory.long.ts';

test('train() holds after thousands of steps what it held after a hundred', async () => {
  const { held, growth } = await long({ short: true, log: console.log });
  expect(held.map(({ step }) => step)).toEqual([100, 2500, 5100]);
  expect(held[2]!.deviceBytes).toBe(held[0]!.deviceBytes);
  expect(growth).toBeLessThan(1.05);
});
