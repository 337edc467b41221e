import { cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { gradCheck, tensor } from '../../src/index.ts';
import { describeGolden, leaf } from '../golden.ts';

describeGolden('matmul', ({ a, b }) => a!.matmul(b!));

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    test('matmul() of matrices, batches and broadcast batches', () => {
      for (const [a, b] of [
        [
          [2, 3],
          [3, 4],
        ],
        [
          [2, 2, 3],
          [3, 2],
        ],
        [
          [2, 1, 2, 3],
          [3, 3, 2],
        ],
        [[3], [3, 2]],
        [[2, 3], [3]],
        [[2, 2, 3], [3]],
        [[3], [3]],
      ] as const)
        gradCheck((x, y) => x.matmul(y), [leaf(a, { device }), leaf(b, { device, seed: 4 })]);
    });
  });

test('matmul() names both shapes where they do not fit', () => {
  const [a, b] = [tensor([[1, 2]]), tensor([[1, 2]])];
  expect(() => a.matmul(b)).toThrow('[1,2] by [1,2]');
});
