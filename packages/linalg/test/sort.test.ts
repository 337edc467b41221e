import { describe, expect, test } from 'vitest';
import { array, cpu, full, reference, zeros } from '../src/index.ts';
import { matchers, QueuedDevice } from '../src/testing/index.ts';

expect.extend(matchers);

for (const device of [reference, cpu])
  describe(`on ${device.name}`, () => {
    const x = array(
      [
        [3, 1, 2],
        [-1, 5, 0],
      ],
      { device },
    );

    test('sort() orders each lane of an axis, the last one by default', async () => {
      await expect(x.sort()).toBeAllClose([
        [1, 2, 3],
        [-1, 0, 5],
      ]);
      await expect(x.sort({ axis: 0 })).toBeAllClose([
        [-1, 1, 0],
        [3, 5, 2],
      ]);
      await expect(x.T.sort({ axis: 0, descending: true })).toBeAllClose([
        [3, 5],
        [2, 0],
        [1, -1],
      ]);
      await expect(x.flip().slice({}, { step: 2 }).sort()).toBeAllClose([
        [-1, 0],
        [2, 3],
      ]);
      await expect(x.slice(0)).toBeAllClose([3, 1, 2]);
    });

    test('NaN counts as the largest', async () => {
      const y = array([2, NaN, -Infinity, Infinity], { device });
      await expect(y.sort()).toBeAllClose([-Infinity, 2, Infinity, NaN]);
      await expect(y.argsort()).toBeAllClose([2, 0, 3, 1]);
      await expect(y.sort({ descending: true })).toBeAllClose([NaN, Infinity, 2, -Infinity]);
      await expect(y.argsort({ descending: true })).toBeAllClose([1, 3, 0, 2]);
    });

    test('argsort() keeps the order of equal elements, both ways', async () => {
      const y = array([1, 0, 1, 0], { dtype: 'uint8', device });
      await expect(y.argsort()).toBeAllClose([1, 3, 0, 2]);
      await expect(y.argsort({ descending: true })).toBeAllClose([0, 2, 1, 3]);
      expect(y.argsort().dtype).toBe('int32');
      expect(y.sort().dtype).toBe('uint8');
    });

    test('empty lanes and lanes of one stay', () => {
      expect(zeros([2, 0], { device }).sort().shape).toEqual([2, 0]);
      expect(zeros([0, 2], { device }).argsort({ axis: 0 }).shape).toEqual([0, 2]);
      expect(full([1], 4, { device }).argsort().toArray()).toEqual([0]);
    });
  });

test('sort() needs an axis, and memory that the host sees', () => {
  expect(() => full([], 1).sort()).toThrow('Cannot find axis -1: the array has 0 axes');
  const device = new QueuedDevice();
  expect(() => zeros([2], { device }).sort()).toThrow('Cannot sort an array on queued at once: use `await x.data()`');
  expect(() => zeros([2], { device }).argsort()).toThrow(TypeError);
});
