import { describe, expect, test } from 'vitest';
import { createCPU, type View } from '../../../src/index.ts';
import { arrayOf, dense, distance } from '../layouts.ts';

const device = createCPU();
const { adamw, gradNorm, clipByNorm } = device.kernels;
const step = { lr: 0.1, beta1: 0.9, beta2: 0.99, correction1: 0.19, correction2: 0.0199, eps: 1e-8, weightDecay: 0.1 };
const values = (n: number, seed: number) => Array.from({ length: n }, (_, i) => (((i + 1) * seed) % 29) / 10 - 1.4);

describe('adamw()', () => {
  test.each([1, 3, 4, 37])('%i elements follow the formula', (n) => {
    const data = { value: values(n, 7), grad: values(n, 11), m: values(n, 13), v: values(n, 17).map(Math.abs) };
    const entry = {
      value: arrayOf(device, data.value),
      grad: arrayOf(device, data.grad),
      m: arrayOf(device, data.m),
      v: arrayOf(device, data.v),
    };
    expect(adamw!([entry], step)).toBe(true);
    const m = data.m.map((x, i) => 0.9 * x + 0.1 * data.grad[i]!);
    const v = data.v.map((x, i) => 0.99 * x + 0.01 * data.grad[i]! ** 2);
    const p = data.value.map((x, i) => x * 0.99 - (0.1 * (m[i]! / 0.19)) / (Math.sqrt(v[i]! / 0.0199) + 1e-8));
    expect(distance(device.readSync(entry.m), m)).toBeLessThan(1e-6);
    expect(distance(device.readSync(entry.v), v)).toBeLessThan(1e-6);
    expect(distance(device.readSync(entry.value), p)).toBeLessThan(1e-6);
    expect(distance(device.readSync(entry.grad), Float32Array.from(data.grad))).toBe(0);
  });

  test('moments below 1e-30 become 0, and gradients whose square is denormal count as 0', () => {
    const [value, grad, m, v] = [
      arrayOf(device, [1, 1]),
      arrayOf(device, [0, 1e-25]),
      arrayOf(device, [1e-30, 0]),
      arrayOf(device, [1e-30, 0]),
    ];
    adamw!([{ value, grad, m, v }], step);
    expect([...device.readSync(m), ...device.readSync(v)]).toEqual([0, 0, 0, 0]);
    expect([...device.readSync(value)]).toEqual([Math.fround(0.99), Math.fround(0.99)]);
  });

  test('NaN in a gradient shows in the parameter', () => {
    const [value, m, v] = [arrayOf(device, [1, 1]), arrayOf(device, [0, 0]), arrayOf(device, [0, 0])];
    adamw!([{ value, grad: arrayOf(device, [NaN, 1]), m, v }], step);
    expect([...device.readSync(value)].map(Number.isNaN)).toEqual([true, false]);
  });

  test('one entry that does not fit declines them all, and none is written', () => {
    const good = { value: dense(device, [4]), grad: dense(device, [4]), m: dense(device, [4]), v: dense(device, [4]) };
    const bad: View = { ...dense(device, [4]), shape: [2], strides: [2] };
    expect(adamw!([good, { ...good, grad: bad }], step)).toBe(false);
    expect(adamw!([good, { ...good, m: dense(device, [4], 'float64') }], step)).toBe(false);
    expect([...device.readSync(good.value), ...device.readSync(good.m)]).toEqual(new Array(8).fill(77));
  });
});

describe('gradNorm() and clipByNorm()', () => {
  test('the norm is that of all gradients as one vector', () => {
    const norm = dense(device, [1]);
    expect(gradNorm!([arrayOf(device, [3, 0, 0, 0, 0]), arrayOf(device, [-4])], norm)).toBe(true);
    expect(device.readSync(norm)[0]).toBe(5);
    const long = dense(device, [40_001]);
    device.fill(long, 2);
    gradNorm!([long, dense(device, [0])], norm);
    expect(device.readSync(norm)[0]).toBe(Math.fround(2 * Math.sqrt(40_001)));
    gradNorm!([], norm);
    expect(device.readSync(norm)[0]).toBe(0);
  });

  test('squares that float32 could not hold are no trouble', () => {
    const norm = dense(device, [1]);
    for (const size of [1e30, 1e-30]) {
      gradNorm!([arrayOf(device, [3 * size, 4 * size])], norm);
      expect(device.readSync(norm)[0]! / (5 * size)).toBeCloseTo(1, 6);
    }
  });

  test('gradients longer than maxNorm are cut to it, shorter ones stay', () => {
    const [a, b] = [arrayOf(device, [3, 0, 0, 0, 0]), arrayOf(device, [-4])];
    const norm = arrayOf(device, [5]);
    expect(clipByNorm!([a, b], norm, 10)).toBe(true);
    expect([...device.readSync(a), ...device.readSync(b)]).toEqual([3, 0, 0, 0, 0, -4]);
    expect(clipByNorm!([a, b], norm, 1)).toBe(true);
    expect(distance([...device.readSync(a), ...device.readSync(b)], [0.6, 0, 0, 0, 0, -0.8])).toBeLessThan(1e-6);
  });

  test('NaN and infinite norms spread, so that nobody trains on', () => {
    const norm = dense(device, [1]);
    gradNorm!([arrayOf(device, [NaN, 1])], norm);
    const a = arrayOf(device, [1, 2]);
    clipByNorm!([a], norm, 1);
    expect([...device.readSync(a)]).toEqual([NaN, NaN]);
    gradNorm!([arrayOf(device, [Infinity])], norm);
    expect(device.readSync(norm)[0]).toBe(Infinity);
  });

  test('decline scattered gradients, writing nothing', () => {
    const [x, norm] = [dense(device, [4]), dense(device, [1])];
    const scattered = { ...x, shape: [2], strides: [2] };
    expect(gradNorm!([x, scattered], norm)).toBe(false);
    expect(clipByNorm!([x, scattered], norm, 1)).toBe(false);
    expect([...device.readSync(x), ...device.readSync(norm)]).toEqual([77, 77, 77, 77, 77]);
  });
});
