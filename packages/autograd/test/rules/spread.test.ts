import { cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { tensor } from '../../src/index.ts';
import { checkTwice, leaf } from '../golden.ts';

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 2], { device });
    for (const op of ['var', 'std'] as const)
      test(`${op}() over no, one and two axes`, () => {
        checkTwice((a) => a[op](), [x]);
        checkTwice((a) => a[op]({ axis: 1, correction: 1 }), [x]);
        checkTwice((a) => a[op]({ axis: [0, -1], keepdims: true }), [x]);
      });
  });

test('std() is flat where all elements are equal', () => {
  const x = tensor([2, 2, 2], { requiresGrad: true });
  x.std().backward();
  expect(x.grad!.toArray()).toEqual([0, 0, 0]);
});

test('var() needs more elements than its correction', () => {
  expect(() => tensor([1]).var({ correction: 1 })).toThrow(
    'Cannot take the var of 1 elements with correction 1: too few elements',
  );
});
