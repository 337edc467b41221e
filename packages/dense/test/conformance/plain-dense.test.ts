// The demo on a learner's dense, as `zero-to-gpt run dense --with dense=./mine` runs it.

import { expect, test, vi } from 'vitest';
import { demo } from '../../src/demo.ts';

vi.mock('@zero-to-gpt/dense', () => import('./plain-dense.ts'));

test('the demo finds as good numbers on a dense of one file', async () => {
  const numbers = await demo({ log: () => {} });
  expect([numbers.xor, numbers.moons]).toEqual([1, 1]);
  for (const name of ['penguinsSoftmax', 'penguinsHidden']) expect(numbers[name]).toBeGreaterThanOrEqual(0.97);
  expect(numbers.carsHidden).toBeLessThan(0.8 * numbers.carsLine!);
  expect(numbers.digits).toBeGreaterThanOrEqual(0.97);
}, 120_000);
