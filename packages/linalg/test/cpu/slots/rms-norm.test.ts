import { describe, expect, test } from 'vitest';
import type { View } from '../../../src/index.ts';
import { arrayOf, dense, variants } from '../layouts.ts';

describe.each(variants)('rms norm slots of $name', ({ make }) => {
  const device = make();
  const { rmsNorm, rmsNormBackward } = device.kernels;

  test('divide rows by the root of their mean square', () => {
    const x = arrayOf(device, [3, 4, -4, 3], [2, 2]);
    const [out, rstd] = [dense(device, [2, 2]), dense(device, [2])];
    expect(rmsNorm!(x, arrayOf(device, [1, 10]), out, rstd, { eps: 3.5 })).toBe(true);
    expect([...device.readSync(rstd)]).toEqual([0.25, 0.25]);
    expect([...device.readSync(out)]).toEqual([0.75, 10, -1, 7.5]);
  });

  test('read rows that are cut out of wider ones', () => {
    const wide = arrayOf(device, [1, 1, 9, 2, 2, 9], [2, 3]);
    const [out, rstd] = [dense(device, [2, 2]), dense(device, [2])];
    expect(rmsNorm!({ ...wide, shape: [2, 2] }, null, out, rstd, { eps: 0 })).toBe(true);
    expect([...device.readSync(out)]).toEqual([1, 1, 1, 1]);
  });

  test('give gradients only where they are wanted, and zeros for no rows', () => {
    const [x, dy, rstd] = [arrayOf(device, [1, 1], [1, 2]), arrayOf(device, [1, 3], [1, 2]), arrayOf(device, [1])];
    const [dx, dweight] = [dense(device, [1, 2]), dense(device, [2])];
    expect(rmsNormBackward!(dy, x, null, rstd, dx, null)).toBe(true);
    expect([[...device.readSync(dx)], [...device.readSync(dweight)]]).toEqual([
      [-1, 1],
      [77, 77],
    ]);
    expect(rmsNormBackward!(dy, x, null, rstd, null, dweight)).toBe(true);
    expect([...device.readSync(dweight)]).toEqual([1, 3]);
    const none = dense(device, [0, 2]);
    expect(rmsNormBackward!(none, none, null, dense(device, [0]), none, dweight)).toBe(true);
    expect([...device.readSync(dweight)]).toEqual([0, 0]);
  });

  test('decline other dtypes, scattered rows and shapes that do not belong together, writing nothing', () => {
    const [x, out, rstd] = [dense(device, [2, 2]), dense(device, [2, 2]), dense(device, [2])];
    const turned = (v: View) => ({ ...v, strides: [1, 2] });
    const options = { eps: 1e-5 };
    expect(rmsNorm!(turned(x), null, out, rstd, options)).toBe(false);
    expect(rmsNorm!(x, null, turned(out), rstd, options)).toBe(false);
    expect(rmsNorm!(x, dense(device, [3]), out, rstd, options)).toBe(false);
    expect(rmsNorm!(x, null, out, dense(device, [3]), options)).toBe(false);
    expect(rmsNorm!(dense(device, [2, 2], 'float64'), null, out, rstd, options)).toBe(false);
    expect(rmsNormBackward!(x, x, null, rstd, turned(out), null)).toBe(false);
    expect(rmsNormBackward!(x, dense(device, [2, 3]), null, rstd, out, null)).toBe(false);
    expect([...device.readSync(out), ...device.readSync(rstd)]).toEqual(new Array(6).fill(77));
  });
});
