import { describe, expect, test } from 'vitest';
import { arrayOf, dense, distance, variants } from '../layouts.ts';

describe.each(variants)('softmax slots of $name', ({ make }) => {
  const device = make();
  const { softmax, softmaxBackward } = device.kernels;

  test('rows of every length sum to one and follow e^x', () => {
    for (let width = 1; width <= 40; width++) {
      const values = Array.from({ length: 3 * width }, (_, i) => ((i * 37) % 23) - 11);
      const x = arrayOf(device, values, [3, width]);
      const out = dense(device, [3, width]);
      expect(softmax!(x, out)).toBe(true);
      const e = values.map(Math.exp);
      const sums = [0, 1, 2].map((r) => e.slice(r * width, (r + 1) * width).reduce((a, b) => a + b));
      expect(
        distance(
          device.readSync(out),
          e.map((v, i) => v / sums[Math.floor(i / width)]!),
        ),
      ).toBeLessThan(1e-6);
    }
  });

  test('huge scores do not overflow, −∞ weighs nothing, NaN spreads over its row alone', () => {
    const x = arrayOf(device, [3e38, 3e38, -3e38, 1, -Infinity, 1, NaN, 1, 1], [3, 3]);
    expect(softmax!(x, x)).toBe(true);
    expect([...device.readSync(x)]).toEqual([0.5, 0.5, 0, 0.5, 0, 0.5, NaN, NaN, NaN]);
  });

  test('backward is y · (dy − Σ dy·y)', () => {
    const y = arrayOf(device, [0.25, 0.75, 0.5, 0.5, 0.125, 0.875], [3, 2]);
    const dy = arrayOf(device, [1, 3, -1, 1, 8, 0], [3, 2]);
    const dx = dense(device, [3, 2]);
    expect(softmaxBackward!(dy, y, dx)).toBe(true);
    expect([...device.readSync(dx)]).toEqual([-0.375, 0.375, -0.5, 0.5, 0.875, -0.875]);
  });

  test('take rows with gaps, and decline columns, writing nothing', () => {
    const x = { ...arrayOf(device, [0, 0, 9, 1, 1, 9], [2, 3]), shape: [2, 2], strides: [3, 1] };
    const out = dense(device, [2, 2]);
    expect(softmax!(x, out)).toBe(true);
    expect([...device.readSync(out)]).toEqual([0.5, 0.5, 0.5, 0.5]);
    const untouched = dense(device, [2, 2]);
    expect(softmax!({ ...x, strides: [1, 3] }, untouched)).toBe(false);
    expect(softmaxBackward!(out, { ...out, strides: [1, 2] }, untouched)).toBe(false);
    expect(softmax!(dense(device, [2], 'float64'), dense(device, [2], 'float64'))).toBe(false);
    expect([...device.readSync(untouched)]).toEqual([77, 77, 77, 77]);
  });

  test('no rows are no work', () => {
    expect(softmax!(dense(device, [0, 4]), dense(device, [0, 4]))).toBe(true);
    expect(softmax!(dense(device, [4, 0]), dense(device, [4, 0]))).toBe(true);
  });
});
