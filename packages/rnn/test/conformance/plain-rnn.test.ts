// The demo on a learner's rnn, as `zero-to-gpt run rnn --with rnn=./mine` runs it.

import { expect, test, vi } from 'vitest';
import { demo } from '../../src/demo.ts';

vi.mock('@zero-to-gpt/rnn', () => import('./plain-rnn.ts'));

test('the demo finds nearly the same numbers on an rnn of one file', async () => {
  const numbers = await demo({ log: () => {}, short: true });
  const ours: Record<string, number> = {
    weatherPersistence: 8.58,
    weatherGru: 7.986,
    birthsYesterday: 895.897,
    birthsLastWeek: 308.805,
    birthsGru: 291.383,
    names1: 2.425,
    names2: 2.331,
    names3: 2.485,
    namesRnn: 2.594,
    namesGru: 2.527,
  };
  expect(Object.keys(numbers)).toEqual(Object.keys(ours));
  for (const [name, value] of Object.entries(numbers)) expect(value / ours[name]!).toBeCloseTo(1, 2);
});
