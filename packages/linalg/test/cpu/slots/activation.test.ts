import { describe, expect, test } from 'vitest';
import { arrayOf, dense, distance, variants } from '../layouts.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const formulas = {
  gelu: (x: number) => x * sigmoid(1.5957691216057308 * (x + 0.044715 * x ** 3)),
  silu: (x: number) => x * sigmoid(x),
  relu2: (x: number) => Math.max(x, 0) ** 2,
} as const;

describe.each(variants)('activation slots of $name', ({ make }) => {
  const device = make();
  const { activation, activationBackward } = device.kernels;

  test.each(['gelu', 'silu', 'relu2'] as const)('%s and its slope, from −30 to 30', (kind) => {
    const f = formulas[kind];
    const values = Array.from({ length: 601 }, (_, i) => i / 10 - 30);
    const x = arrayOf(device, values);
    const [out, dx, dy] = [dense(device, [601]), dense(device, [601]), dense(device, [601])];
    device.fill(dy, 2);
    expect(activation!(kind, x, out)).toBe(true);
    expect(distance(device.readSync(out), values.map(f))).toBeLessThan(1e-6);
    expect(activationBackward!(kind, dy, x, dx)).toBe(true);
    const slopes = values.map((v) => (2 * (f(v + 1e-5) - f(v - 1e-5))) / 2e-5);
    expect(distance(device.readSync(dx), slopes)).toBeLessThan(1e-5);
  });

  test('gelu of large numbers is they themselves or 0, and so is its slope 1 or 0', () => {
    const x = arrayOf(device, [1e20, -1e20, 40, -40, Infinity, NaN]);
    const [out, dy] = [dense(device, [6]), dense(device, [6])];
    device.fill(dy, 1);
    activation!('gelu', x, out);
    expect([...device.readSync(out)].map((v) => v + 0)).toEqual([Math.fround(1e20), 0, 40, 0, Infinity, NaN]);
    activationBackward!('gelu', dy, x, out);
    expect([...device.readSync(out)].map((v) => v + 0)).toEqual([1, 0, 1, 0, 1, NaN]);
  });

  test('take any strides, repeated gradients included, and may write in place', () => {
    const x = arrayOf(device, [-1, 2, 3, -4, 5, 6], [2, 3]);
    const turned = { ...x, shape: [3, 2], strides: [1, 3] };
    const dy = { ...arrayOf(device, [10]), shape: [3, 2], strides: [0, 0] };
    const dx = dense(device, [3, 2]);
    expect(activationBackward!('relu2', dy, turned, dx)).toBe(true);
    expect([...device.readSync(dx)]).toEqual([0, 0, 40, 100, 60, 120]);
    expect(activation!('relu2', turned, turned)).toBe(true);
    expect([...device.readSync(x)]).toEqual([0, 4, 9, 0, 25, 36]);
  });

  test('decline float64', () => {
    const x = dense(device, [2], 'float64');
    expect(activation!('gelu', x, x)).toBe(false);
    expect(activationBackward!('silu', x, x, x)).toBe(false);
  });
});
