import { describe, expect, test } from 'vitest';
import { allClose, array, clip, concat, logSumExp, ones, softmax, stack, where } from '../src/index.ts';
import { forEachDevice, matchers } from '../src/testing/index.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) =>
  describe(`on ${name}`, () => {
    const device = makeDevice();
    const a = array(
      [
        [1, 2],
        [3, 4],
      ],
      { device },
    );

    test('concat() joins along any axis, and takes strided parts', async () => {
      await expect(concat([a, a.T])).toBeAllClose([
        [1, 2],
        [3, 4],
        [1, 3],
        [2, 4],
      ]);
      await expect(concat([a, a.slice({}, { stop: 1 })], { axis: -1 })).toBeAllClose([
        [1, 2, 1],
        [3, 4, 3],
      ]);
    });

    test('stack() makes a new axis', async () => {
      await expect(stack([a.slice(0), a.slice(1)], { axis: 1 })).toBeAllClose([
        [1, 3],
        [2, 4],
      ]);
    });

    test('where() and clip() choose', async () => {
      await expect(where(a.greater(2), a, 0)).toBeAllClose([
        [0, 0],
        [3, 4],
      ]);
      await expect(clip(a, 2, 3)).toBeAllClose([
        [2, 2],
        [3, 3],
      ]);
    });

    test('softmax() rows sum to one along any axis, and huge scores do not overflow', async () => {
      await expect(softmax(a.mul(1000)).sum({ axis: -1 })).toBeAllClose([1, 1]);
      await expect(softmax(a, { axis: 0 }).sum({ axis: 0 })).toBeAllClose([1, 1]);
      await expect(softmax(array([0, 0], { device }))).toBeAllClose([0.5, 0.5]);
    });

    test('logSumExp() of huge scores does not overflow', async () => {
      await expect(logSumExp(array([1000, 1000], { device }))).toBeAllClose(1000.6931);
      expect(logSumExp(a, { axis: 0, keepdims: true }).shape).toEqual([1, 2]);
    });

    test('logSumExp() of infinite scores is infinite, and of integers float32', async () => {
      await expect(logSumExp(array([-Infinity, -Infinity], { device }))).toBeAllClose(-Infinity);
      await expect(logSumExp(array([1, Infinity], { device }))).toBeAllClose(Infinity);
      await expect(logSumExp(array([1, NaN], { device }))).toBeAllClose(NaN);
      await expect(logSumExp(array([0, 0], { dtype: 'int32', device }))).toBeAllClose(Math.LN2);
    });
  }),
);

test('concat() and where() refuse what does not fit', () => {
  expect(() => concat([])).toThrow('expected at least one');
  expect(() => concat([ones([2, 2]), ones([3])])).toThrow('Cannot concatenate [2,2] and [3]');
  expect(() => where(ones([2]), 1, 0)).toThrow('expected a mask (uint8)');
  expect(() => clip(ones([1]), 2, 1)).toThrow('the low end is above the high one');
});

test('allClose() is strict about shape, infinities and NaN', () => {
  expect(allClose(array([1, 2]), array([1, 2 + 1e-6]))).toBe(true);
  expect(allClose(array([1]), array([1.1]))).toBe(false);
  expect(allClose(array([Infinity]), array([Infinity]))).toBe(true);
  expect(allClose(array([NaN]), array([NaN]))).toBe(false);
  expect(allClose(array([NaN]), array([NaN]), { equalNaN: true })).toBe(true);
  expect(() => allClose(ones([1]), ones([2]))).toThrow('the shapes differ');
});
