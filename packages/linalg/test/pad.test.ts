import { describe, expect, test } from 'vitest';
import { arange, array, full, ones, pad, zeros } from '../src/index.ts';
import { forEachDevice, matchers } from '../src/testing/index.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) =>
  describe(`pad() on ${name}`, () => {
    const device = makeDevice();
    const x = array(
      [
        [1, 2],
        [3, 4],
      ],
      { device },
    );

    test('adds a value at every end, or at those that the pairs name', async () => {
      await expect(pad(x.slice(0), 1)).toBeAllClose([0, 1, 2, 0]);
      await expect(pad(x.T, [0, 1], { value: 9 })).toBeAllClose([
        [1, 3, 9],
        [2, 4, 9],
        [9, 9, 9],
      ]);
      const uneven = pad(x, [
        [1, 0],
        [0, 0],
      ]);
      await expect(uneven).toBeAllClose([
        [0, 0],
        [1, 2],
        [3, 4],
      ]);
    });

    test('repeats the edge, mirrors, or goes round', async () => {
      const v = arange(3, { device });
      await expect(pad(v, 2, { mode: 'edge' })).toBeAllClose([0, 0, 0, 1, 2, 2, 2]);
      await expect(pad(v, [3, 2], { mode: 'reflect' })).toBeAllClose([1, 2, 1, 0, 1, 2, 1, 0]);
      await expect(pad(v, [1, 4], { mode: 'wrap' })).toBeAllClose([2, 0, 1, 2, 0, 1, 2, 0]);
      await expect(pad(v.slice({ stop: 1 }), 1, { mode: 'reflect' })).toBeAllClose([0, 0, 0]);
      await expect(
        pad(
          x,
          [
            [0, 0],
            [1, 0],
          ],
          { mode: 'edge' },
        ),
      ).toBeAllClose([
        [1, 1, 2],
        [3, 3, 4],
      ]);
    });

    test('keeps the dtype, and takes scalars and empty arrays', async () => {
      expect(pad(ones([2], { dtype: 'int32', device }), 1).dtype).toBe('int32');
      await expect(pad(full([], 3, { device }), 2)).toBeAllClose(3);
      await expect(pad(zeros([0], { device }), 1, { value: 5 })).toBeAllClose([5, 5]);
      await expect(pad(x, 0, { mode: 'wrap' })).toBeAllClose(x);
    });
  }),
);

test('pad() refuses widths that are none or do not fit', () => {
  expect(() => pad(ones([2]), -1)).toThrow('Cannot pad [2] by -1: expected whole numbers of at least 0');
  expect(() => pad(ones([2, 2]), [[1, 1]])).toThrow('Cannot pad [2,2] by [[1,1]]');
  expect(() =>
    pad(ones([2]), [
      [1, 1],
      [1, 1],
    ]),
  ).toThrow('or a pair for each axis');
  expect(() => pad(zeros([0]), 1, { mode: 'edge' })).toThrow('Cannot pad axis 0 of [0] by its elements: it has none');
});
