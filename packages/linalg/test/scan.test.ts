import { describe, expect, test } from 'vitest';
import { array, full, ones, zeros } from '../src/index.ts';
import { forEachDevice, matchers } from '../src/testing/index.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) =>
  describe(`on ${name}`, () => {
    const device = makeDevice();
    const x = array(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { device },
    );

    test('cumsum() adds up along an axis, or all elements in row-major order', async () => {
      await expect(x.cumsum()).toBeAllClose([1, 3, 6, 10, 15, 21]);
      await expect(x.cumsum({ axis: 1 })).toBeAllClose([
        [1, 3, 6],
        [4, 9, 15],
      ]);
      await expect(x.T.cumsum({ axis: -1 })).toBeAllClose([
        [1, 5],
        [2, 7],
        [3, 9],
      ]);
      await expect(x.flip().cumsum()).toBeAllClose([6, 11, 15, 18, 20, 21]);
    });

    test('cumsum() of masks and integers counts in int32', async () => {
      const many = ones([300], { dtype: 'uint8', device }).cumsum();
      expect(many.dtype).toBe('int32');
      await expect(many.slice({ start: -2 })).toBeAllClose([299, 300]);
    });

    test('cumprod() multiplies', async () => {
      await expect(x.cumprod({ axis: 0 })).toBeAllClose([
        [1, 2, 3],
        [4, 10, 18],
      ]);
    });

    test('an infinity stays where it is and behind', async () => {
      await expect(array([1, Infinity, 2, -Infinity], { device }).cumsum()).toBeAllClose([1, Infinity, Infinity, NaN]);
    });

    test('scalars become one element, empty arrays stay empty', async () => {
      await expect(full([], 7, { device }).cumsum()).toBeAllClose([7]);
      expect(zeros([0, 3], { device }).cumsum({ axis: 0 }).shape).toEqual([0, 3]);
      expect(zeros([0, 3], { device }).cumsum().shape).toEqual([0]);
    });
  }),
);

test('cumsum() in float32 keeps its digits over a million elements', () => {
  const sums = full([1_000_000], 0.1).cumsum();
  expect(Math.abs(sums.get(-1) - 100_000)).toBeLessThan(0.05);
});

test('cumsum() refuses an axis that is not there', () => {
  expect(() => ones([2]).cumsum({ axis: 1 })).toThrow('Cannot find axis 1: the array has 1 axes');
  expect(() => full([], 1).cumsum({ axis: 0 })).toThrow('Cannot find axis 0');
});
