import { cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { clip, tensor } from '../../src/index.ts';
import { checkTwice, leaf } from '../golden.ts';

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const x = leaf([2, 3], { device });
    for (const op of ['sign', 'floor', 'ceil', 'round'] as const)
      test(`${op}() is flat`, () => checkTwice((a) => a[op]().add(1).mul(a), [x]));
    test('round() to decimals is flat', () => checkTwice((a) => a.round({ decimals: 1 }).mul(a), [x]));
    test('mod() of tensors and numbers', () => {
      const b = tensor([0.7, -0.45, 1.3], { dtype: 'float64', device, requiresGrad: true });
      checkTwice((a, m) => a.mod(m), [x, b]);
      checkTwice((a) => a.mod(0.4), [x]);
    });
    test('clip()', () => checkTwice((a) => clip(a, -0.5, 0.3), [x]));
  });

test('clip() passes the gradient at its ends, as PyTorch does', () => {
  const x = tensor([-2, -1, 0, 1, 2], { requiresGrad: true });
  clip(x, -1, 1).sum().backward();
  expect(x.grad!.toArray()).toEqual([0, 1, 1, 1, 0]);
});

test('clip() refuses ends that are the wrong way round', () => {
  expect(() => clip(tensor([1]), 2, 1)).toThrow('Cannot clip to 2 … 1: the low end is above the high one');
});
