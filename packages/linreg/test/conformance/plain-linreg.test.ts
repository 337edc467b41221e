// The demo on a learner's linreg, as `zero-to-gpt run linreg --with linreg=./mine` runs it.

import { expect, test, vi } from 'vitest';
import { demo } from '../../src/demo.ts';

vi.mock('@zero-to-gpt/linreg', () => import('./plain-linreg.ts'));

test('the demo finds the same numbers on a linreg of one file', async () => {
  const numbers = await demo({ log: () => {} });
  expect(Object.values(numbers).map((value) => value.toFixed(3))).toEqual([
    '8.580',
    '7.739',
    '7.776',
    '7.777',
    '7.777',
    '8.106',
  ]);
});
