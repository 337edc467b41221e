// The demo on a learner's dense, as `zero-to-gpt run dense --with dense=./mine` runs it; with a fifth of its digits, for time.

import { expect, test, vi } from 'vitest';
import type { glyphDigits } from '../../src/data/shapes.ts';
import { demo } from '../../src/demo.ts';

vi.mock('@zero-to-gpt/dense', () => import('./plain-dense.ts'));
vi.mock('@zero-to-gpt/dense/data/shapes', async (load) => {
  const shapes = await load<{ glyphDigits: typeof glyphDigits }>();
  const fewer: typeof glyphDigits = (n, options) => shapes.glyphDigits(n / 5, options);
  return { ...shapes, glyphDigits: fewer };
});

test('the demo finds as good numbers on a dense of one file', async () => {
  const numbers = await demo({ log: () => {} });
  expect([numbers.xor, numbers.moons]).toEqual([1, 1]);
  for (const name of ['penguinsSoftmax', 'penguinsHidden']) expect(numbers[name]).toBeGreaterThanOrEqual(0.97);
  expect(numbers.carsHidden).toBeLessThan(0.8 * numbers.carsLine!);
  expect(numbers.digits).toBeGreaterThan(numbers.digitsHidden! + 0.03);
});
