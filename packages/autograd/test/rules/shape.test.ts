import { array, cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { tensor } from '../../src/index.ts';
import { checkTwice, leaf } from '../golden.ts';

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 4], { device });
    const y = leaf([2, 1, 4], { device, seed: 3 });
    test('reshape()', () => checkTwice((a) => a.reshape(4, -1), [x]));
    test('transpose(), mT and T', () => {
      checkTwice((a) => a.transpose(0, 2), [x]);
      checkTwice((a) => a.mT.matmul(a), [x]);
      checkTwice((a) => a.T, [x]);
    });
    test('permute()', () => {
      checkTwice((a) => a.permute(2, 0, 1), [x]);
      checkTwice((a) => a.permute(-1, 0, 1), [x]);
    });
    test('expand() sums over the repeats', () => checkTwice((a) => a.expand(5, 2, 3, 4), [y]));
    test('squeeze() and unsqueeze()', () => {
      checkTwice((a) => a.squeeze(1), [y]);
      checkTwice((a) => a.squeeze(), [y]);
      checkTwice((a) => a.unsqueeze(1), [x]);
    });
  });

test('astype() is traced: a slope through float64 has a slope', () => {
  const x = leaf([3]);
  checkTwice((a) => a.astype('float64').mul(a), [x]);
});

test('astype() brings the gradient back in the first dtype', () => {
  const x = tensor([1, 2], { requiresGrad: true });
  x.astype('float64')
    .mul(array([2, 3], { dtype: 'float64' }))
    .sum()
    .backward();
  expect(x.grad!.dtype).toBe('float32');
  expect(x.grad!.toArray()).toEqual([2, 3]);
});
