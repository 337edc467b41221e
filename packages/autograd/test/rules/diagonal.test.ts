import { cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { diag, rules, tensor, tril, triu } from '../../src/index.ts';
import { checkTwice, leaf } from '../golden.ts';

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    test('tril() and triu(), of stacks and beside the main diagonal', () => {
      checkTwice((a) => tril(a), [leaf([2, 3, 4], { device })]);
      checkTwice((a) => triu(a, -1), [leaf([4, 3], { device })]);
      checkTwice((a) => triu(a, 2), [leaf([3, 3], { device })]);
    });
    test('diag() of vectors and of matrices that are wide or tall', () => {
      checkTwice((a) => diag(a), [leaf([3], { device })]);
      checkTwice((a) => diag(a), [leaf([2, 3], { device })]);
      checkTwice((a) => diag(a), [leaf([3, 2], { device })]);
    });
  });

test('tril() holds back what is not finite', () => {
  const x = tensor(
    [
      [1, -Infinity],
      [NaN, 2],
    ],
    { requiresGrad: true },
  );
  expect(tril(triu(x)).value.toArray()).toEqual([
    [1, 0],
    [0, 2],
  ]);
});

test('diag() and tril() name shapes they do not take', () => {
  expect(() => diag(tensor(1))).toThrow('Cannot take the diagonal of []: expected a vector or a matrix');
  expect(() => rules.diagonal(tensor([1]).value)).toThrow('Cannot take the diagonal of [1]: expected at least 2 axes');
  expect(() => tril(tensor([1]))).toThrow('Cannot take a triangle of [1]: expected at least 2 axes');
});
