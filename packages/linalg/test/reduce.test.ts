import { describe, expect, test } from 'vitest';
import { array, full, zeros } from '../src/index.ts';
import { forEachDevice, matchers } from '../src/testing/index.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) =>
  describe(`on ${name}`, () => {
    const device = makeDevice();
    const x = array(
      [
        [1, 2, 6],
        [3, 0, 3],
      ],
      { device },
    );

    test('var() and std() spread around the mean, over any axes', async () => {
      await expect(x.var()).toBeAllClose(3.5833333);
      await expect(x.var({ axis: 1 })).toBeAllClose([14 / 3, 2]);
      await expect(x.std({ axis: 0, keepdims: true })).toBeAllClose([[1, 1, 1.5]]);
      await expect(x.T.var({ axis: [0, 1] })).toBeAllClose(3.5833333);
    });

    test('var() divides by n, or by n − 1 with a correction of 1', async () => {
      const v = array([2, 4], { device });
      await expect(v.var()).toBeAllClose(1);
      await expect(v.var({ correction: 1 })).toBeAllClose(2);
    });

    test('var() of numbers far from zero does not cancel', async () => {
      await expect(array([10000, 10001, 10002], { device }).var()).toBeAllClose(2 / 3);
    });

    test('var() of integers is float32', async () => {
      const n = array([1, 2, 3, 6], { dtype: 'int32', device });
      expect(n.std().dtype).toBe('float32');
      await expect(n.var()).toBeAllClose(3.5);
      await expect(x.greater(1).var()).toBeAllClose(2 / 9);
    });

    test('any() and all() look for what is not zero', async () => {
      await expect(x.any()).toBeAllClose(1);
      await expect(x.all()).toBeAllClose(0);
      await expect(x.all({ axis: 1 })).toBeAllClose([1, 0]);
      await expect(x.greater(4).any({ axis: 0, keepdims: true })).toBeAllClose([[0, 0, 1]]);
      await expect(array([NaN, 0], { device }).any()).toBeAllClose(1);
      expect(x.any().dtype).toBe('uint8');
    });

    test('of no elements, any() is 0 and all() is 1', async () => {
      await expect(zeros([0], { device }).any()).toBeAllClose(0);
      await expect(zeros([2, 0], { device }).all({ axis: 1 })).toBeAllClose([1, 1]);
      expect(zeros([2, 0], { device }).all({ axis: 0 }).shape).toEqual([0]);
    });

    test('argmax() and argmin() find the first, in masks and the lowest of integers too', async () => {
      await expect(x.argmin()).toBeAllClose(4);
      await expect(x.argmin({ axis: 0 })).toBeAllClose([0, 1, 1]);
      await expect(x.argmax({ axis: -1 })).toBeAllClose([2, 0]);
      await expect(x.greater(1).argmin()).toBeAllClose(0);
      await expect(array([1, -2147483648], { dtype: 'int32', device }).argmin()).toBeAllClose(1);
    });

    test('a scalar is one element', async () => {
      await expect(full([], 3, { device }).var()).toBeAllClose(0);
      await expect(full([], 3, { device }).all()).toBeAllClose(1);
      await expect(full([], 3, { device }).argmin()).toBeAllClose(0);
    });
  }),
);

test('var() needs more elements than its correction', () => {
  expect(() => full([1], 2).var({ correction: 1 })).toThrow('Cannot take the var of 1 elements with correction 1');
  expect(() => zeros([0]).std()).toThrow('Cannot take the std of 0 elements');
  expect(() => zeros([4]).std({ correction: -1 })).toThrow(RangeError);
});

test('reductions free what they make on the way', async () => {
  const { createReference } = await import('../src/index.ts');
  const device = createReference();
  const x = array([1, 2, 3], { dtype: 'int32', device });
  const before = device.stats().bytes;
  for (const y of [x.var(), x.std(), x.any(), x.all(), x.argmin(), x.mean()]) y.dispose();
  expect(device.stats().bytes).toBe(before);
});
