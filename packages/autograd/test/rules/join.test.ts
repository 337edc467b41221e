import { cpu, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { concat, stack, tensor, where } from '../../src/index.ts';
import { checkTwice, leaf } from '../golden.ts';

expect.extend(matchers);

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 4], { device });
    const y = leaf([2, 1, 4], { device, seed: 3 });
    const mask = x.greater(0);
    test('split(), also where one part is not used', () => {
      checkTwice(
        (a) => {
          const [first, second] = a.split(2, { axis: -1 });
          return first!.mul(second!);
        },
        [x],
      );
      checkTwice((a) => a.split(3, { axis: 1 })[1]!.mul(2), [x]);
      checkTwice(
        (a) => {
          const [first, , third] = a.split(3, { axis: 1 });
          return third!.mul(first!);
        },
        [x],
      );
    });
    test('concat() and stack()', () => {
      checkTwice((a, b) => concat([a, b, a], { axis: 1 }), [x, y]);
      checkTwice((a, b) => concat([a, b], { axis: -2 }), [x, y]);
      checkTwice((a, b) => stack([a, b, a.mul(2)], { axis: 1 }), [y, leaf([2, 1, 4], { device })]);
      checkTwice((a) => stack([a, a], { axis: -1 }), [y]);
    });
    test('where() with tensors, arrays and numbers', () => {
      checkTwice((a, b) => where(mask, a, b), [x, y]);
      checkTwice((a) => where(mask, a, 0), [x]);
      checkTwice((a) => where(mask, 1, a), [y]);
      checkTwice((a) => where(mask, a, x.value), [y]);
      checkTwice((a) => where(mask, x.value, a), [y]);
    });
  });

forEachDevice((makeDevice, name) => {
  test(`the gradients of three splits lie side by side on ${name}`, async () => {
    const x = tensor([[1, 2, 3]], { device: makeDevice(), requiresGrad: true });
    const [a, , c] = x.split(3, { axis: 1 });
    a!.mul(10).add(c!.mul(30)).sum().backward();
    await expect(x.grad).toBeAllClose([[10, 0, 30]]);
  });
});

test('where() of constants has no gradient', () => {
  const mask = tensor([1, -1]).greater(0);
  expect(where(mask, 1, 0).requiresGrad).toBe(false);
  expect(where(mask, tensor([1, 2]).value, 0).value.toArray()).toEqual([1, 0]);
});

test('concat() refuses tensors that differ on other axes', () => {
  expect(() => concat([tensor([[1]]), tensor([1])])).toThrow(
    'Cannot concatenate [1,1] and [1]: only axis 0 may differ',
  );
  expect(() => concat([])).toThrow('Cannot concatenate no arrays: expected at least one');
});
