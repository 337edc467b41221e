import { describe, expect, test } from 'vitest';
import { createCPU, type Window2d } from '../../../src/index.ts';
import { arrayOf, dense } from '../layouts.ts';

const device = createCPU();
const { im2col, col2im, maxPool, maxPoolBackward } = device.kernels;
const window = (kernel: number, { stride = 1, padding = 0, dilation = 1 } = {}): Window2d => ({
  kernel: [kernel, kernel],
  stride: [stride, stride],
  padding: [padding, padding],
  dilation: [dilation, dilation],
});

describe('im2col()', () => {
  test('writes each window as a row, channel by channel, zeros in the padding', () => {
    const x = arrayOf(device, [1, 2, 3, 4, 10, 20, 30, 40], [1, 2, 2, 2]);
    const whole = dense(device, [1, 1, 8]);
    expect(im2col!(x, whole, window(2))).toBe(true);
    expect([...device.readSync(whole)]).toEqual([1, 2, 3, 4, 10, 20, 30, 40]);
    const padded = dense(device, [1, 4, 8]);
    expect(im2col!(x, padded, window(2, { stride: 2, padding: 1 }))).toBe(true);
    expect([...device.readSync(padded)].slice(0, 16)).toEqual([0, 0, 0, 1, 0, 0, 0, 10, 0, 0, 2, 0, 0, 0, 20, 0]);
  });

  test('declines views that are not dense, other dtypes and shapes, and windows larger than the image', () => {
    const [x, out] = [dense(device, [1, 1, 3, 3]), dense(device, [1, 4, 4])];
    expect(im2col!({ ...x, strides: [9, 9, 1, 3] }, out, window(2))).toBe(false);
    expect(im2col!(dense(device, [1, 1, 3, 3], 'float64'), out, window(2))).toBe(false);
    expect(im2col!(x, out, window(3))).toBe(false);
    expect(im2col!(x, out, window(4))).toBe(false);
    expect(im2col!(x, out, window(2, { stride: 0 }))).toBe(false);
    expect(col2im!(out, x, window(3))).toBe(false);
    expect(maxPool!(x, out, out, window(2))).toBe(false);
    expect([...device.readSync(out)]).toEqual(new Array(16).fill(77));
  });
});

test('col2im() adds pixels up that several windows share', () => {
  const dx = dense(device, [1, 1, 2, 3]);
  expect(col2im!(arrayOf(device, [1, 2, 3, 4, 10, 20, 30, 40], [1, 2, 4]), dx, window(2))).toBe(true);
  expect([...device.readSync(dx)]).toEqual([1, 12, 20, 3, 34, 40]);
});

describe('maxPool()', () => {
  const pool = (values: readonly number[]) => {
    const [out, indices] = [dense(device, [1, 1, 1, 1]), dense(device, [1, 1, 1, 1], 'int32')];
    expect(maxPool!(arrayOf(device, values, [1, 1, 2, 2]), out, indices, window(2))).toBe(true);
    return [device.readSync(out)[0], device.readSync(indices)[0]];
  };

  test('takes the first of equals, NaN before all, and −∞ where there is nothing else', () => {
    expect(pool([1, 5, 5, 2])).toEqual([5, 1]);
    expect(pool([1, NaN, 9, NaN])).toEqual([NaN, 1]);
    expect(pool([-Infinity, -Infinity, -Infinity, -Infinity])).toEqual([-Infinity, 0]);
  });

  test('never finds the padding', () => {
    const [out, indices] = [dense(device, [1, 1, 2, 2]), dense(device, [1, 1, 2, 2], 'int32')];
    const x = arrayOf(device, [-1, -2, -3, -4], [1, 1, 2, 2]);
    expect(maxPool!(x, out, indices, window(2, { stride: 2, padding: 1 }))).toBe(true);
    expect([...device.readSync(out)]).toEqual([-1, -2, -3, -4]);
    expect(maxPool!(x, out, indices, window(2, { stride: 2, padding: 2 }))).toBe(false);
  });
});

describe('maxPoolBackward()', () => {
  test('adds gradients of one position up', () => {
    const dx = dense(device, [1, 1, 2, 2]);
    const indices = arrayOf(device, [3, 3], [1, 1, 1, 2], 'int32');
    expect(maxPoolBackward!(arrayOf(device, [1, 2], [1, 1, 1, 2]), indices, dx)).toBe(true);
    expect([...device.readSync(dx)]).toEqual([0, 0, 0, 3]);
  });

  test('refuses positions outside the plane, and writes nothing', () => {
    const dx = dense(device, [1, 1, 2, 2]);
    for (const bad of [4, -1]) {
      const indices = arrayOf(device, [0, bad], [1, 1, 1, 2], 'int32');
      expect(() => maxPoolBackward!(dense(device, [1, 1, 1, 2]), indices, dx)).toThrow(
        new RangeError(`Cannot put a gradient at position ${bad}: the plane has 4 (index 1 of 2)`),
      );
    }
    expect([...device.readSync(dx)]).toEqual([77, 77, 77, 77]);
  });
});
