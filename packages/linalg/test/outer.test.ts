import { describe, expect, test } from 'vitest';
import { array, diag, ones, outer, zeros } from '../src/index.ts';
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

    test('outer() multiplies every pair', async () => {
      const [a, b] = [array([1, 2], { device }), array([3, 4, 5], { device })];
      await expect(outer(a, b)).toBeAllClose([
        [3, 4, 5],
        [6, 8, 10],
      ]);
      expect(outer(x, b.flip()).shape).toEqual([6, 3]);
      expect(outer(zeros([0], { device }), b).shape).toEqual([0, 3]);
    });

    test('diag() is a view of a matrix’s diagonal', async () => {
      await expect(diag(x)).toBeAllClose([1, 5]);
      await expect(diag(x.flip(1))).toBeAllClose([3, 5]);
      const y = zeros([2, 2], { device });
      diag(y).fill(7);
      await expect(y).toBeAllClose([
        [7, 0],
        [0, 7],
      ]);
    });

    test('diag() of a vector makes the matrix', async () => {
      await expect(diag(array([2, 3], { dtype: 'int32', device }))).toBeAllClose([
        [2, 0],
        [0, 3],
      ]);
      expect(diag(zeros([0], { device })).shape).toEqual([0, 0]);
    });
  }),
);

test('diag() wants vectors and matrices', () => {
  expect(() => diag(ones([2, 2, 2]))).toThrow('Cannot take the diagonal of [2,2,2]: expected a vector or a matrix');
});
