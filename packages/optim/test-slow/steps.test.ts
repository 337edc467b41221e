// runs alone: it measures the memory of a process
import { expect, test } from 'vitest';
import { long } from '../long/steps.long.ts';

test('a training loop holds after thousands of steps what it held after a hundred, and learns', async () => {
  const { held, growth } = await long({ short: true, log: console.log });
  expect(held.map(({ step }) => step)).toEqual([100, 2500, 5000]);
  expect(held[2]!.deviceBytes).toBe(held[0]!.deviceBytes);
  expect(growth).toBeLessThan(1.05);
  expect(held[2]!.loss).toBeLessThan(0.5 * held[0]!.loss);
});
