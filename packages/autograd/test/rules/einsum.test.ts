import { array, cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { diag, einsum, outer, tensor, tril, triu } from '../../src/index.ts';
import { checkTwice, describeGolden, leaf } from '../golden.ts';

describeGolden('products', (inputs, name) => {
  const { a, b } = inputs;
  if (name.startsWith('einsum')) return einsum(name.slice('einsum '.length), ...Object.values(inputs));
  if (name === 'outer') return outer(a!, b!);
  if (name.startsWith('dot')) return a!.dot(b!);
  if (name === 'tril') return tril(a!, -1);
  return name === 'triu' ? triu(a!, 1) : diag(a!);
});

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const shapes: Record<string, number[][]> = {
      'ij,jk->ik': [
        [2, 3],
        [3, 2],
      ],
      'ij,kj->ik': [
        [2, 3],
        [2, 3],
      ],
      'ij->i': [[2, 3]],
      ba: [[2, 3]],
      ii: [[3, 3]],
      'iij->j': [[2, 2, 3]],
      'iii->i': [[2, 2, 2]],
      'b...i,b...j->b...ij': [
        [2, 2, 3],
        [2, 1, 2],
      ],
      'ij,j': [[2, 3], [1]],
      'ij,k': [[2, 2], [3]],
      'i,i,i': [[3], [3], [3]],
      ',i': [[], [2]],
    };
    for (const [subscripts, axes] of Object.entries(shapes))
      test(`einsum('${subscripts}')`, () =>
        checkTwice(
          (...xs) => einsum(subscripts, ...xs),
          axes.map((shape, i) => leaf(shape, { device, seed: i + 2 })),
        ));
    test('outer() and dot()', () => {
      const [u, v] = [leaf([3], { device }), leaf([2], { device, seed: 3 })];
      checkTwice((a, b) => outer(a, b), [u, v]);
      checkTwice((a) => outer(a, v.value), [u]);
      checkTwice((a, b) => a.dot(b), [leaf([2, 3], { device }), leaf([2, 3, 2], { device, seed: 3 })]);
      checkTwice((a, b) => a.dot(b), [u, leaf([], { device })]);
    });
  });

test('einsum() takes arrays as constants', () => {
  const x = tensor([1, 2], { requiresGrad: true });
  einsum('i,i', x, array([3, 4])).backward();
  expect(x.grad!.toArray()).toEqual([3, 4]);
});

test('einsum() names subscripts that do not fit', () => {
  expect(() => einsum('ij,jk', tensor([[1]]))).toThrow('Cannot sum over "ij,jk": it names 2 arrays, found 1');
  expect(() => einsum('ij,j', tensor([[1, 2]]), tensor([1, 2, 3]))).toThrow(
    'Cannot match axis j of "ij,j": it is 2 and 3',
  );
});
