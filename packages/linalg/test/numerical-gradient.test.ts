import { describe, expect, test } from 'vitest';
import { array, numericalGradient, Random, reference, scope } from '../src/index.ts';

const f64 = (nested: Parameters<typeof array>[0]) => array(nested, { dtype: 'float64', device: reference });

test('numericalGradient() gives one slope an element, in the shape of x', () => {
  const x = f64([
    [1, -2],
    [0.5, 3],
  ]);
  const slopes = numericalGradient((v) => v.mul(v).mul(v).sum(), x);
  expect(slopes.shape).toEqual([2, 2]);
  [3, 12, 0.75, 27].forEach((wanted, i) => {
    expect(slopes.toFlat()[i]).toBeCloseTo(wanted, 8);
  });
});

test('numericalGradient() is exact for lines and parabolas but for rounding, at any step', () => {
  const x = new Random(1).normal([5], { dtype: 'float64', device: reference });
  const slopes = numericalGradient((v) => v.mul(v).mul(3).add(v).sum(), x, { h: 0.5 });
  slopes.toFlat().forEach((slope, i) => {
    expect(slope).toBeCloseTo(6 * x.get(i) + 1, 12);
  });
});

test('numericalGradient() has an error that falls with the square of the step', () => {
  const error = (h: number) => Math.abs(numericalGradient((v) => v.exp().sum(), f64([1]), { h }).item() - Math.E);
  expect(error(1e-2) / error(1e-3)).toBeCloseTo(100, 0);
});

test('numericalGradient() takes functions that answer plain numbers', () => {
  expect(numericalGradient((v) => v.get(0) * v.get(1), f64([3, 4])).toArray()).toEqual([
    expect.closeTo(4, 9),
    expect.closeTo(3, 9),
  ]);
});

test('numericalGradient() widens its step with x', () => {
  expect(numericalGradient((v) => v.mul(v).sum(), f64([1e9])).item() / 2e9).toBeCloseTo(1, 9);
});

test('numericalGradient() in float32 keeps about three digits', () => {
  const slopes = numericalGradient((v) => v.mul(v).sum(), array([1, -2, 3]));
  expect(slopes.dtype).toBe('float32');
  [2, -4, 6].forEach((wanted, i) => {
    expect(slopes.toFlat()[i]! / wanted).toBeCloseTo(1, 3);
  });
});

test('numericalGradient() leaves x as it is, though f writes into what it gets', () => {
  const x = f64([1, 2]);
  numericalGradient((v) => v.fill(0).sum(), x);
  expect(x.toArray()).toEqual([1, 2]);
});

test('numericalGradient() frees what f makes', () => {
  using _ = scope();
  const x = f64([1, 2, 3]);
  const before = reference.stats().bytes;
  numericalGradient((v) => v.mul(v).sum(), x).dispose();
  expect(reference.stats().bytes).toBe(before);
});

test('numericalGradient() of a scalar and of nothing', () => {
  expect(numericalGradient((v) => v.mul(2), f64(3)).item()).toBeCloseTo(2, 9);
  expect(numericalGradient((v) => v.sum(), f64([])).shape).toEqual([0]);
});

describe('bad input', () => {
  test('numericalGradient() refuses whole numbers, steps that are not positive, and functions to many numbers', () => {
    const f = (v: ReturnType<typeof f64>) => v.sum();
    expect(() => numericalGradient(f, array([1], { dtype: 'int32' }))).toThrow(
      "Cannot take slopes at int32: use x.astype('float64')",
    );
    expect(() => numericalGradient(f, f64([1]), { h: 0 })).toThrow(
      'Cannot take slopes with step 0: wanted a positive number',
    );
    expect(() => numericalGradient(f, f64([1]), { h: Number.NaN })).toThrow('step NaN');
    expect(() => numericalGradient((v) => v, f64([1, 2]))).toThrow('Cannot take item() of shape [2]');
  });
});
