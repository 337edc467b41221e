// The demo on a learner's optim, as `zero-to-gpt run transformer --with optim=./mine` runs it.

import { expect, test, vi } from 'vitest';
import { demo } from '../src/demo.ts';

vi.mock('@zero-to-gpt/optim', () => {
  const plain = new URL('../../optim/test/conformance/plain-optim.ts', import.meta.url);
  return import(/* @vite-ignore */ plain.href);
});

test('the demo trains nearly the same GPT with optimizers, layers and a loader of one file', async () => {
  expect(Object.keys(await import('@zero-to-gpt/optim'))).not.toContain('Muon'); // it is not ours
  const { before, gpt } = await demo({ log: () => {}, short: true });
  expect(before! / 4.396).toBeCloseTo(1, 2);
  expect(gpt! / 3.161).toBeCloseTo(1, 1); // other random batches: how a sampler draws is the learner's
});
