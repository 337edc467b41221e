import { type Device, fromData, type NDArray, sizeOf, type Window2d, zeros } from '@zero-to-gpt/linalg';
import type { TestApi } from '../test-api.ts';
import { gap, type Pair, pair } from './cases.ts';

interface Case extends Window2d {
  /** Images, channels, height and width. */
  readonly shape: readonly [number, number, number, number];
}

const cases: readonly Case[] = [
  { shape: [1, 1, 1, 1], kernel: [1, 1], stride: [1, 1], padding: [0, 0], dilation: [1, 1] },
  { shape: [2, 3, 5, 6], kernel: [3, 2], stride: [1, 1], padding: [0, 0], dilation: [1, 1] },
  { shape: [2, 2, 7, 9], kernel: [3, 3], stride: [2, 3], padding: [1, 1], dilation: [1, 1] },
  { shape: [1, 2, 8, 8], kernel: [2, 2], stride: [2, 2], padding: [0, 0], dilation: [1, 1] },
  { shape: [1, 2, 9, 8], kernel: [3, 2], stride: [1, 2], padding: [0, 0], dilation: [2, 3] },
  { shape: [1, 1, 4, 4], kernel: [3, 3], stride: [1, 1], padding: [2, 2], dilation: [2, 2] },
];

/** Calls `f` with each position of each window: of the window, of its element, and of the pixel, null in the padding. */
function eachPosition(
  { shape: [, , H, W], kernel, stride, padding, dilation }: Case,
  f: (window: number, element: number, pixel: number | null) => void,
): readonly [rows: number, columns: number] {
  const count = (size: number, i: 0 | 1) =>
    Math.floor((size + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1) / stride[i]) + 1;
  const [rows, columns] = [count(H, 0), count(W, 1)];
  for (let window = 0; window < rows * columns; window++)
    for (let element = 0; element < kernel[0] * kernel[1]; element++) {
      const y = Math.floor(window / columns) * stride[0] - padding[0] + Math.floor(element / kernel[1]) * dilation[0];
      const x = (window % columns) * stride[1] - padding[1] + (element % kernel[1]) * dilation[1];
      f(window, element, y >= 0 && y < H && x >= 0 && x < W ? y * W + x : null);
    }
  return [rows, columns];
}

/** Windows over images against plain loops, in float64. */
export function describeWindows(make: () => Device, { test, expect }: TestApi): void {
  const exact = (values: Float64Array, shape: readonly number[], { exact: { device } }: Pair): NDArray =>
    fromData(values, shape, { dtype: 'float64', device });

  test('im2col and col2im slots take windows apart and add them up again', async () => {
    const device = make();
    const { im2col, col2im } = device.kernels;
    for (const item of cases) {
      const [B, C, H, W] = item.shape;
      const x = pair(device, item.shape, { seed: 120 });
      const [rows, columns] = eachPosition(item, () => undefined);
      const area = item.kernel[0] * item.kernel[1];
      const shape = [B, rows * columns, C * area];
      const dy = pair(device, shape, { seed: 121 });
      const [wanted, sums] = [new Float64Array(sizeOf(shape)), new Float64Array(sizeOf(item.shape))];
      const [pixels, gradients] = [x.exact.toFlat(), dy.exact.toFlat()];
      for (let plane = 0; plane < B * C; plane++)
        eachPosition(item, (window, element, pixel) => {
          if (pixel === null) return;
          const at = (Math.floor(plane / C) * rows * columns + window) * C * area + (plane % C) * area + element;
          wanted[at] = pixels[plane * H * W + pixel]!;
          sums[plane * H * W + pixel]! += gradients[at]!;
        });
      const out = zeros(shape, { device }).sub(1);
      if (im2col?.(x.x, out, item)) expect(await gap(out, exact(wanted, shape, x))).toBe('');
      const dx = zeros(item.shape, { device }).sub(1);
      if (col2im?.(dy.x, dx, item)) expect(await gap(dx, exact(sums, item.shape, x), { atol: 1e-5 })).toBe('');
    }
  });

  test('maxPool slots find the largest element of each window and send its gradient back', async () => {
    const device = make();
    const { maxPool, maxPoolBackward } = device.kernels;
    for (const item of cases) {
      const [B, C, H, W] = item.shape;
      const x = pair(device, item.shape, { seed: 122 });
      const [rows, columns] = eachPosition(item, () => undefined);
      const shape = [B, C, rows, columns];
      const dy = pair(device, shape, { seed: 123 });
      const [largest, sums] = [new Float64Array(sizeOf(shape)).fill(-Infinity), new Float64Array(sizeOf(item.shape))];
      const at = new Float64Array(sizeOf(shape));
      const [pixels, gradients] = [x.exact.toFlat(), dy.exact.toFlat()];
      for (let plane = 0; plane < B * C; plane++)
        eachPosition(item, (window, _, pixel) => {
          const value = pixel === null ? -Infinity : pixels[plane * H * W + pixel]!;
          const o = plane * rows * columns + window;
          if (value > largest[o]!) [largest[o], at[o]] = [value, pixel!];
        });
      const [out, indices] = [zeros(shape, { device }), zeros(shape, { dtype: 'int32', device })];
      if (!maxPool?.(x.x, out, indices, item)) continue;
      expect(await gap(out, exact(largest, shape, x))).toBe('');
      expect(await gap(indices, exact(at, shape, x))).toBe('');
      at.forEach((pixel, o) => {
        sums[Math.floor(o / (rows * columns)) * H * W + pixel]! += gradients[o]!;
      });
      const dx = zeros(item.shape, { device }).sub(1);
      if (maxPoolBackward?.(dy.x, indices, dx))
        expect(await gap(dx, exact(sums, item.shape, x), { atol: 1e-5 })).toBe('');
    }
  });
}
