import { describe, expect, test } from 'vitest';
import { array, full, ones } from '../src/index.ts';
import { forEachDevice, matchers } from '../src/testing/index.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) =>
  describe(`on ${name}`, () => {
    const device = makeDevice();

    for (const dtype of ['float32', 'float64'] as const)
      test(`round() goes to the nearest whole number, halves to the even one (${dtype})`, async () => {
        const x = array([0.5, 1.5, 2.5, -0.5, -1.5, 0.49999997, 2.6, 8388609, 1e30, Infinity, -Infinity, NaN], {
          dtype,
          device,
        });
        const wanted = [0, 2, 2, 0, -2, 0, 3, 8388609, x.dtype === 'float32' ? Math.fround(1e30) : 1e30];
        await expect(x.round()).toBeAllClose([...wanted, Infinity, -Infinity, NaN], { rtol: 0, atol: 0 });
      });

    test('round() keeps decimals, also those before the point', async () => {
      const x = array([2.71281, -1234.567], { device });
      await expect(x.round({ decimals: 2 })).toBeAllClose([2.71, -1234.57]);
      await expect(x.round({ decimals: -2 })).toBeAllClose([0, -1200]);
    });

    test('ceil() goes up', async () => {
      await expect(array([1.2, -1.2, 2], { device }).ceil()).toBeAllClose([2, -1, 2]);
    });

    test('round() and ceil() leave integers alone, and take scalars', async () => {
      const n = array([3, 200], { dtype: 'uint8', device });
      expect([n.round().dtype, n.ceil().dtype]).toEqual(['uint8', 'uint8']);
      await expect(n.ceil()).toBeAllClose([3, 200]);
      await expect(full([], 2.7, { device }).round()).toBeAllClose(3);
    });
  }),
);

test('round() refuses decimals that are no whole number', () => {
  expect(() => ones([1]).round({ decimals: 0.5 })).toThrow('Cannot round to 0.5 decimals');
});
