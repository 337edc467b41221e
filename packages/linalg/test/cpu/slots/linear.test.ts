import { describe, expect, test } from 'vitest';
import { createCPU, type View } from '../../../src/index.ts';
import { hostKernels } from '../../../src/reference/host-kernels.ts';
import { arrayOf, dense, distance } from '../layouts.ts';

const device = createCPU();
const { linear, linearBackward } = device.kernels;
const values = (n: number, seed: number) => Array.from({ length: n }, (_, i) => (((i + 3) * seed) % 17) / 4 - 2);

describe('linear()', () => {
  test('adds bias and residual, each of them or none', () => {
    const x = arrayOf(device, [1, 2, 3, 4, 5, 6], [2, 3]);
    const w = arrayOf(device, [1, 0, 0, 1, 1, 1], [2, 3]);
    const [bias, residual] = [arrayOf(device, [10, 20]), arrayOf(device, [100, 200, 300, 400], [2, 2])];
    const out = dense(device, [2, 2]);
    const results: [View | null, View | null, number[]][] = [
      [null, null, [1, 6, 4, 15]],
      [bias, null, [11, 26, 14, 35]],
      [null, residual, [101, 206, 304, 415]],
      [bias, residual, [111, 226, 314, 435]],
    ];
    for (const [b, r, wanted] of results) {
      expect(linear!(x, w, b, r, out)).toBe(true);
      expect([...device.readSync(out)]).toEqual(wanted);
    }
  });

  test('reads a weight that is transposed, and rows that are cut out of wider ones', () => {
    const x = { ...arrayOf(device, [1, 2, 9, 3, 4, 9], [2, 3]), shape: [2, 2], strides: [3, 1] };
    const w = { ...arrayOf(device, [1, 2, 3, 4], [2, 2]), strides: [1, 2] };
    const out = dense(device, [2, 2]);
    expect(linear!(x, w, null, null, out)).toBe(true);
    expect([...device.readSync(out)]).toEqual([7, 10, 15, 22]);
  });

  test('an inner size of 0 leaves bias and residual', () => {
    const out = dense(device, [2, 2]);
    expect(linear!(dense(device, [2, 0]), dense(device, [2, 0]), arrayOf(device, [1, 2]), null, out)).toBe(true);
    expect([...device.readSync(out)]).toEqual([1, 2, 1, 2]);
  });

  test('declines other dtypes and scattered rows, writing nothing', () => {
    const [x, w, out] = [dense(device, [2, 2]), dense(device, [2, 2]), dense(device, [2, 2])];
    const turned = (v: View) => ({ ...v, strides: [1, 2] });
    const wide = dense(device, [2, 2], 'float64');
    expect(linear!(turned(x), w, null, null, out)).toBe(false);
    expect(linear!(x, w, null, turned(x), out)).toBe(false);
    expect(linear!(x, w, null, null, turned(out))).toBe(false);
    expect(linear!(wide, wide, null, null, wide)).toBe(false);
    expect(linearBackward!(x, x, w, out, turned(out), null)).toBe(false);
    expect(linearBackward!(x, x, w, out, null, { ...x, shape: [2], strides: [2] })).toBe(false);
    expect([...device.readSync(out)]).toEqual([77, 77, 77, 77]);
  });
});

describe('linearBackward()', () => {
  test('gives dx = dy·w, dw = dyᵀ·x and dbias = Σ dy, each one only where it is wanted', () => {
    for (const [rows, I, O] of [
      [1, 1, 1],
      [70, 13, 21],
      [130, 40, 5],
    ] as const) {
      const data = { dy: values(rows * O, 5), x: values(rows * I, 7), w: values(O * I, 11) };
      const [dy, x, w] = [
        arrayOf(device, data.dy, [rows, O]),
        arrayOf(device, data.x, [rows, I]),
        arrayOf(device, data.w, [O, I]),
      ];
      const [dx, dw, dbias] = [dense(device, [rows, I]), dense(device, [O, I]), dense(device, [O])];
      expect(linearBackward!(dy, x, w, dx, null, null)).toBe(true);
      expect(new Set(device.readSync(dw))).toEqual(new Set([77]));
      expect(linearBackward!(dy, x, w, null, dw, dbias)).toBe(true);
      const host = (list: number[], shape: readonly number[], strides: readonly number[]) => ({
        data: Float64Array.from(list),
        shape,
        strides,
        offset: 0,
      });
      const wanted = [
        host(new Array(rows * I).fill(0), [rows, I], [I, 1]),
        host(new Array(O * I).fill(0), [O, I], [I, 1]),
      ] as const;
      hostKernels.matmul(host(data.dy, [rows, O], [O, 1]), host(data.w, [O, I], [I, 1]), wanted[0]);
      hostKernels.matmul(host(data.dy, [O, rows], [1, O]), host(data.x, [rows, I], [I, 1]), wanted[1]);
      expect(distance(device.readSync(dx), wanted[0].data)).toBeLessThan(1e-6);
      expect(distance(device.readSync(dw), wanted[1].data)).toBeLessThan(1e-6);
      const sums = Array.from({ length: O }, (_, j) => data.dy.reduce((s, v, i) => (i % O === j ? s + v : s), 0));
      expect(distance(device.readSync(dbias), sums)).toBeLessThan(1e-6);
    }
  });

  test('no rows give zero gradients', () => {
    const [dw, dbias] = [dense(device, [2, 3]), dense(device, [2])];
    expect(linearBackward!(dense(device, [0, 2]), dense(device, [0, 3]), dense(device, [2, 3]), null, dw, dbias)).toBe(
      true,
    );
    expect([...device.readSync(dw), ...device.readSync(dbias)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

test('shapes that do not belong together are declined, so that composing can refuse them', () => {
  const [x, out] = [dense(device, [2, 3]), dense(device, [2, 4])];
  expect(linear!(x, dense(device, [4, 5]), null, null, out)).toBe(false);
  expect(linear!(x, dense(device, [4, 3]), dense(device, [3]), null, out)).toBe(false);
  expect(linear!(x, dense(device, [4, 3]), null, dense(device, [1, 4]), out)).toBe(false);
  expect(linearBackward!(out, dense(device, [3, 3]), dense(device, [4, 3]), null, null, null)).toBe(false);
  expect([...device.readSync(out)]).toEqual(new Array(8).fill(77));
});
