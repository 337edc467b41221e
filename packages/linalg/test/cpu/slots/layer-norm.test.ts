import { describe, expect, test } from 'vitest';
import { createCPU, type View } from '../../../src/index.ts';
import { arrayOf, dense, distance } from '../layouts.ts';

const device = createCPU();
const { layerNorm, layerNormBackward } = device.kernels;
const eps = 1e-5;

function oracle(x: number[], dy: number[], weight: number[], C: number) {
  const rows = x.length / C;
  const [n, dx] = [new Array<number>(x.length), new Array<number>(x.length)];
  const [dweight, dbias] = [new Array<number>(C).fill(0), new Array<number>(C).fill(0)];
  for (let r = 0; r < rows; r++) {
    const at = (i: number) => r * C + i;
    const mean = (f: (i: number) => number) => Array.from({ length: C }, (_, i) => f(i)).reduce((a, b) => a + b, 0) / C;
    const m = mean((i) => x[at(i)]!);
    const rstd = 1 / Math.sqrt(mean((i) => (x[at(i)]! - m) ** 2) + eps);
    for (let i = 0; i < C; i++) n[at(i)] = (x[at(i)]! - m) * rstd;
    const a = mean((i) => dy[at(i)]! * weight[i]!);
    const b = mean((i) => dy[at(i)]! * weight[i]! * n[at(i)]!);
    for (let i = 0; i < C; i++) {
      dx[at(i)] = rstd * (dy[at(i)]! * weight[i]! - a - n[at(i)]! * b);
      dweight[i]! += dy[at(i)]! * n[at(i)]!;
      dbias[i]! += dy[at(i)]!;
    }
  }
  return { n, dx, dweight, dbias };
}

describe('layer norm slots', () => {
  test.each([
    [1, 1],
    [3, 5],
    [64, 12],
    [65, 31],
    [200, 128],
  ])('%i rows of %i, with weight and bias or without', (rows, C) => {
    const values = (seed: number) => Array.from({ length: rows * C }, (_, i) => (((i + 1) * seed) % 101) / 20 - 2);
    const [xs, dys, ws, bs] = [values(37), values(53), values(29).slice(0, C), values(11).slice(0, C)];
    const [x, dy, weight, bias] = [
      arrayOf(device, xs, [rows, C]),
      arrayOf(device, dys, [rows, C]),
      arrayOf(device, ws),
      arrayOf(device, bs),
    ];
    const [out, mean, rstd] = [dense(device, [rows, C]), dense(device, [rows]), dense(device, [rows])];
    const [dx, dweight, dbias] = [dense(device, [rows, C]), dense(device, [C]), dense(device, [C])];
    const wanted = oracle(xs, dys, ws, C);
    expect(layerNorm!(x, weight, bias, out, mean, rstd, { eps })).toBe(true);
    expect(
      distance(
        device.readSync(out),
        wanted.n.map((n, i) => n * ws[i % C]! + bs[i % C]!),
      ),
    ).toBeLessThan(1e-5);
    expect(layerNormBackward!(dy, x, weight, mean, rstd, dx, dweight, dbias)).toBe(true);
    expect(distance(device.readSync(dx), wanted.dx)).toBeLessThan(1e-4);
    expect(distance(device.readSync(dweight), wanted.dweight)).toBeLessThan(1e-5);
    expect(distance(device.readSync(dbias), wanted.dbias)).toBeLessThan(1e-5);

    const plain = oracle(xs, dys, new Array<number>(C).fill(1), C);
    expect(layerNorm!(x, null, null, out, mean, rstd, { eps })).toBe(true);
    expect(distance(device.readSync(out), plain.n)).toBeLessThan(1e-5);
    expect(layerNormBackward!(dy, x, null, mean, rstd, dx, null, null)).toBe(true);
    expect(distance(device.readSync(dx), plain.dx)).toBeLessThan(1e-4);
  });

  test('a constant row far from 0 has variance 0', () => {
    const [out, mean, rstd] = [dense(device, [1, 6]), dense(device, [1]), dense(device, [1])];
    layerNorm!(arrayOf(device, new Array(6).fill(10_000), [1, 6]), null, null, out, mean, rstd, { eps });
    expect([...device.readSync(out)]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(device.readSync(mean)[0]).toBe(10_000);
  });

  test('gradients that nobody wants are not written, and no rows give zeros', () => {
    const [x, mean, rstd] = [dense(device, [0, 3]), dense(device, [0]), dense(device, [0])];
    const dweight = dense(device, [3]);
    expect(layerNorm!(x, null, null, dense(device, [0, 3]), mean, rstd, { eps })).toBe(true);
    expect(layerNormBackward!(x, x, null, mean, rstd, null, dweight, null)).toBe(true);
    expect([...device.readSync(dweight)]).toEqual([0, 0, 0]);
  });

  test('decline other dtypes and scattered rows, writing nothing', () => {
    const [x, out, m, r] = [dense(device, [2, 2]), dense(device, [2, 2]), dense(device, [2]), dense(device, [2])];
    const turned = (v: View) => ({ ...v, strides: [1, 2] });
    const wide = dense(device, [2], 'float64');
    expect(layerNorm!(turned(x), null, null, out, m, r, { eps })).toBe(false);
    expect(layerNorm!(x, wide, null, out, m, r, { eps })).toBe(false);
    expect(layerNorm!(x, null, { ...x, shape: [2], strides: [2] }, out, m, r, { eps })).toBe(false);
    expect(layerNormBackward!(x, x, null, m, r, turned(out), null, null)).toBe(false);
    expect([...device.readSync(out), ...device.readSync(m)]).toEqual([77, 77, 77, 77, 77, 77]);
  });
});
