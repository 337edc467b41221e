import { expect, test } from 'vitest';
import { createCPU } from '../../../src/index.ts';
import { arrayOf, dense } from '../layouts.ts';

const device = createCPU();
const { newtonSchulz } = device.kernels;

test('newtonSchulz() of no steps divides by the norm', () => {
  const out = dense(device, [1, 2]);
  expect(newtonSchulz!(arrayOf(device, [3, 4], [1, 2]), out, { steps: 0, eps: 0 })).toBe(true);
  expect(device.readSync(out)).toEqual(Float32Array.of(0.6, 0.8));
});

test('newtonSchulz() of zeros gives zeros, of nothing nothing', () => {
  const [out, none] = [dense(device, [2, 3]), dense(device, [0, 3])];
  expect(newtonSchulz!(arrayOf(device, [0, 0, 0, 0, 0, 0], [2, 3]), out, { steps: 5, eps: 1e-7 })).toBe(true);
  expect([...device.readSync(out)]).toEqual([0, 0, 0, 0, 0, 0]);
  expect(newtonSchulz!(none, none, { steps: 5, eps: 1e-7 })).toBe(true);
});

test('newtonSchulz() gives a tall matrix what it gives its transpose', () => {
  const values = Array.from({ length: 60 }, (_, i) => ((i * 7919) % 101) / 50 - 1);
  const wide = arrayOf(device, values, [6, 10]);
  const tall = arrayOf(
    device,
    values.map((_, i) => values[(i % 6) * 10 + Math.floor(i / 6)]!),
    [10, 6],
  );
  const [a, b] = [dense(device, [6, 10]), dense(device, [10, 6])];
  newtonSchulz!(wide, a, { steps: 5, eps: 1e-7 });
  newtonSchulz!(tall, b, { steps: 5, eps: 1e-7 });
  const turned = device.readSync({ ...b, shape: [6, 10], strides: [1, 6] });
  device.readSync(a).forEach((x, i) => void expect(Math.abs(x - turned[i]!)).toBeLessThan(1e-4));
});

test('newtonSchulz() declines other dtypes, views that are not dense, other shapes, and leaves them alone', () => {
  const [x, out] = [dense(device, [2, 3]), dense(device, [2, 3])];
  const options = { steps: 1, eps: 1e-7 };
  expect(newtonSchulz!({ ...x, strides: [1, 2] }, out, options)).toBe(false);
  expect(newtonSchulz!(x, dense(device, [3, 2]), options)).toBe(false);
  expect(newtonSchulz!(dense(device, [2, 3], 'float64'), out, options)).toBe(false);
  expect(newtonSchulz!(dense(device, [6]), dense(device, [6]), options)).toBe(false);
  expect(newtonSchulz!(x, out, { steps: 0.5, eps: 1e-7 })).toBe(false);
  expect([...device.readSync(out)]).toEqual(new Array(6).fill(77));
});
