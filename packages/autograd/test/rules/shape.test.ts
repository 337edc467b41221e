import { array, cpu, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { concat, gradCheck, stack, tensor, where } from '../../src/index.ts';
import { leaf } from '../golden.ts';

expect.extend(matchers);

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 4], { device });
    const y = leaf([2, 1, 4], { device, seed: 3 });
    const mask = x.greater(0);
    test('reshape()', () => gradCheck((a) => a.reshape(4, -1), [x]));
    test('transpose(), mT and T', () => {
      gradCheck((a) => a.transpose(0, 2), [x]);
      gradCheck((a) => a.mT.matmul(a), [x]);
      gradCheck((a) => a.T, [x]);
    });
    test('permute()', () => {
      gradCheck((a) => a.permute(2, 0, 1), [x]);
      gradCheck((a) => a.permute(-1, 0, 1), [x]);
    });
    test('expand() sums over the repeats', () => gradCheck((a) => a.expand(5, 2, 3, 4), [y]));
    test('squeeze() and unsqueeze()', () => {
      gradCheck((a) => a.squeeze(1), [y]);
      gradCheck((a) => a.squeeze(), [y]);
      gradCheck((a) => a.unsqueeze(1), [x]);
    });
    test('slice()', () => {
      gradCheck((a) => a.slice(1, { start: 1 }, { step: 2 }), [x]);
      gradCheck((a) => a.slice({}, -1), [x]);
    });
    test('split(), also where one part is not used', () => {
      gradCheck(
        (a) => {
          const [first, second] = a.split(2, { axis: -1 });
          return first!.mul(second!);
        },
        [x],
      );
      gradCheck((a) => a.split(3, { axis: 1 })[1]!.mul(2), [x]);
    });
    test('concat() and stack()', () => {
      gradCheck((a, b) => concat([a, b, a], { axis: 1 }), [x, y]);
      gradCheck((a, b) => concat([a, b], { axis: -2 }), [x, y]);
      gradCheck((a) => stack([a, a.mul(2)], { axis: 1 }), [y]);
    });
    test('where() with tensors and numbers', () => {
      gradCheck((a, b) => where(mask, a, b), [x, y]);
      gradCheck((a) => where(mask, a, 0), [x]);
      gradCheck((a) => where(mask, 1, a), [y]);
    });
  });

forEachDevice((makeDevice, name) => {
  test(`the gradients of three splits lie side by side on ${name}`, async () => {
    const x = tensor([[1, 2, 3]], { device: makeDevice(), requiresGrad: true });
    const [a, , c] = x.split(3, { axis: 1 });
    a!.mul(10).add(c!.mul(30)).sum().backward();
    await expect(x.grad).toBeAllClose([[10, 0, 30]]);
  });

  test(`slice() leaves 0 outside its window on ${name}`, async () => {
    const x = tensor([1, 2, 3, 4], { device: makeDevice(), requiresGrad: true });
    x.slice({ start: 1, stop: 3 }).sum().backward();
    await expect(x.grad).toBeAllClose([0, 1, 1, 0]);
  });
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
