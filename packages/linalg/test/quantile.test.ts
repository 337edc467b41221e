import { describe, expect, test } from 'vitest';
import { array, cpu, full, median, ones, percentile, quantile, reference, zeros } from '../src/index.ts';
import { matchers, QueuedDevice } from '../src/testing/index.ts';

expect.extend(matchers);

for (const device of [reference, cpu])
  describe(`on ${device.name}`, () => {
    const x = array(
      [
        [4, 1, 3],
        [2, 8, 6],
      ],
      { device },
    );

    test('percentile() and quantile() lie between neighbours in proportion', async () => {
      await expect(percentile(x, 50)).toBeAllClose(3.5);
      await expect(quantile(x, 0.1)).toBeAllClose(1.5);
      await expect(percentile(x, [0, 25, 100])).toBeAllClose([1, 2.25, 8]);
    });

    test('percentile() goes along axes; a list of percents makes the first axis', async () => {
      await expect(percentile(x, 50, { axis: 1 })).toBeAllClose([3, 6]);
      await expect(percentile(x.T, 50, { axis: 0, keepdims: true })).toBeAllClose([[3, 6]]);
      await expect(percentile(x.flip(), [0, 100], { axis: 0 })).toBeAllClose([
        [3, 1, 2],
        [6, 8, 4],
      ]);
      await expect(quantile(x, [1], { axis: [0, 1], keepdims: true })).toBeAllClose([[[8]]]);
      expect(percentile(zeros([2, 0], { device }), [1, 2], { axis: 0 }).shape).toEqual([2, 0]);
    });

    test('median() is the middle one, or the mean of the middle two', async () => {
      await expect(median(array([5, 1, 3], { device }))).toBeAllClose(3);
      await expect(median(x, { axis: 0 })).toBeAllClose([3, 4.5, 4.5]);
      await expect(median(full([], 2, { device }))).toBeAllClose(2);
    });

    test('NaN among the elements gives NaN, an infinity only where it is met', async () => {
      await expect(median(array([1, NaN, 2], { device }))).toBeAllClose(NaN);
      await expect(percentile(array([-Infinity, 1, 2, Infinity, Infinity], { device }), [25, 75])).toBeAllClose([
        1,
        Infinity,
      ]);
    });

    test('quantiles of integers are float32, and the array keeps its order', () => {
      const n = array([3, 1, 2], { dtype: 'int32', device });
      expect(quantile(n, 0.25).dtype).toBe('float32');
      expect(quantile(n, 0.25).item()).toBe(1.5);
      expect(n.toArray()).toEqual([3, 1, 2]);
    });
  });

test('quantiles refuse bad fractions, no elements, and memory that the host does not see', () => {
  expect(() => quantile(ones([2]), 1.1)).toThrow('Cannot take quantile 1.1: expected a number from 0 to 1');
  expect(() => percentile(ones([2]), [50, 101])).toThrow('Cannot take percentile 101: expected a number from 0 to 100');
  expect(() => quantile(ones([2]), NaN)).toThrow(RangeError);
  expect(() => median(zeros([0, 2]), { axis: 0 })).toThrow('Cannot take quantiles of no elements: the shape is [0,2]');
  expect(() => median(ones([2], { device: new QueuedDevice() }))).toThrow('`await x.to(cpu)`');
});
