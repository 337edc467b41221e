import { array, Random, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { gradCheck, linear, linearGradient, mseGradient, mseLoss } from '../src/index.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) => {
  describe(name, () => {
    test('linear() is x · coef + intercept', async () => {
      const device = makeDevice();
      const x = array(
        [
          [1, 2],
          [3, 4],
          [0, 0],
        ],
        { device },
      );
      await expect(linear(x, array([10, 1], { device }), 0.5)).toBeAllClose([12.5, 34.5, 0.5]);
    });
    test('linear() takes the intercept as an array without axes', async () => {
      const device = makeDevice();
      await expect(linear(array([[1], [2]], { device }), array([2], { device }), array(1, { device }))).toBeAllClose([
        3, 5,
      ]);
    });
    test('linearGradient() sums over the samples, for coefficients and intercept alike', async () => {
      const device = makeDevice();
      const x = array(
        [
          [1, 2],
          [3, 4],
        ],
        { device },
      );
      const { coef, intercept } = linearGradient(x, array([1, 10], { device }));
      await expect(coef).toBeAllClose([31, 42]);
      await expect(intercept).toBeAllClose(11);
    });
  });
});

describe('linearGradient()', () => {
  const options = { dtype: 'float64', device: reference } as const;
  const x = new Random(1).normal([6, 3], options);
  const y = new Random(2).normal([6], options);
  const at = new Random(3).normal([3], options);

  test('is the slope of the mean squared error in the coefficients', () => {
    gradCheck(
      (w) => mseLoss(linear(x, w, 0.5), y),
      (w) => linearGradient(x, mseGradient(linear(x, w, 0.5), y)).coef,
      at,
    );
  });
  test('is the slope of the mean squared error in the intercept', () => {
    gradCheck(
      (b) => mseLoss(linear(x, at, b), y),
      (b) => linearGradient(x, mseGradient(linear(x, at, b), y)).intercept,
      array(0.5, options),
    );
  });
});
