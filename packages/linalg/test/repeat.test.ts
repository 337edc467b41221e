import { describe, expect, test } from 'vitest';
import { array, full, ones, zeros } from '../src/index.ts';
import { forEachDevice, matchers } from '../src/testing/index.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) =>
  describe(`on ${name}`, () => {
    const device = makeDevice();
    const x = array(
      [
        [1, 2],
        [3, 4],
      ],
      { device },
    );

    test('repeat() repeats each element, of the flattened array or along an axis', async () => {
      await expect(x.repeat(2)).toBeAllClose([1, 1, 2, 2, 3, 3, 4, 4]);
      await expect(x.T.repeat(2, { axis: -1 })).toBeAllClose([
        [1, 1, 3, 3],
        [2, 2, 4, 4],
      ]);
      await expect(x.repeat([2, 0], { axis: 0 })).toBeAllClose([
        [1, 2],
        [1, 2],
      ]);
      await expect(full([], 5, { device }).repeat(3)).toBeAllClose([5, 5, 5]);
      expect(x.repeat(0, { axis: 1 }).shape).toEqual([2, 0]);
      expect(zeros([0, 2], { device }).repeat(3, { axis: 1 }).shape).toEqual([0, 6]);
    });

    test('tile() lays copies of the whole array side by side', async () => {
      await expect(x.tile(2)).toBeAllClose([
        [1, 2, 1, 2],
        [3, 4, 3, 4],
      ]);
      await expect(x.slice(0).flip().tile(2, 2)).toBeAllClose([
        [2, 1, 2, 1],
        [2, 1, 2, 1],
      ]);
      await expect(full([], 5, { device }).tile(2)).toBeAllClose([5, 5]);
      expect(x.tile().shape).toEqual([2, 2]);
      expect(x.tile(0, 1).shape).toEqual([0, 2]);
    });
  }),
);

test('repeat() and tile() refuse counts that are none or do not fit', () => {
  expect(() => ones([2]).repeat(-1)).toThrow('Cannot repeat -1 times: expected a whole number of at least 0');
  expect(() => ones([2]).tile(1.5)).toThrow('Cannot repeat 1.5 times');
  expect(() => ones([2, 3]).repeat([1, 2], { axis: 1 })).toThrow('Cannot repeat 2 counts along axis 1 of [2,3]');
  expect(() => ones([2]).repeat(2, { axis: 1 })).toThrow('Cannot find axis 1');
});
