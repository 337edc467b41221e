import { describe, expect, test } from 'vitest';
import { array, linalg, reference } from '../../src/index.ts';
import { f64, matrix, random } from './families.ts';

describe('norm() of a vector', () => {
  const v = f64([3, -4, 0]);
  test.each([
    [undefined, 5],
    [2, 5],
    [1, 7],
    [0, 2],
    [Infinity, 4],
    [-Infinity, 0],
    [3, 4.497941445275415],
    [0.5, 13.928203230275509],
    [-1, 0],
  ])('of order %s', (ord, wanted) => {
    expect(linalg.norm(v, ord === undefined ? {} : { ord }).item()).toBeCloseTo(wanted, 12);
  });

  test('does not overflow or vanish', () => {
    expect(linalg.norm(f64([3e200, 4e200])).item() / 5e200).toBeCloseTo(1, 14);
    expect(linalg.norm(f64([3e-200, 4e-200])).item() / 5e-200).toBeCloseTo(1, 14);
    expect(linalg.norm(f64([3e-320, 4e-320])).item() / 5e-320).toBeCloseTo(1, 3);
  });

  test('of NaN is NaN, of an infinity infinite, of nothing 0', () => {
    expect(linalg.norm(f64([1, Number.NaN])).item()).toBeNaN();
    expect(linalg.norm(f64([1, -Infinity])).item()).toBe(Infinity);
    expect(linalg.norm(f64([1, Number.NaN]), { ord: Infinity }).item()).toBeNaN();
    expect(linalg.norm(f64([1]).slice({ stop: 0 })).item()).toBe(0);
  });
});

describe('norm() of a matrix', () => {
  const a = f64([
    [1, -2],
    [3, 4],
  ]);
  test.each([
    [undefined, Math.sqrt(30)],
    ['fro', Math.sqrt(30)],
    [1, 6],
    [-1, 4],
    [Infinity, 7],
    [-Infinity, 3],
    [2, 5.116672736016927],
    [-2, 1.9543950758485487],
    ['nuc', 7.071067811865475],
  ] as const)('of order %s', (ord, wanted) => {
    expect(linalg.norm(a, ord === undefined ? {} : { ord }).item()).toBeCloseTo(wanted, 12);
  });
});

test('norm() measures along one axis, or each matrix of two', () => {
  const x = f64([
    [
      [3, 4],
      [0, 0],
    ],
    [
      [5, 12],
      [8, 15],
    ],
  ]);
  expect(linalg.norm(x, { axis: -1 }).toArray()).toEqual([
    [5, 0],
    [13, 17],
  ]);
  expect(linalg.norm(x, { axis: 0, ord: 1 }).toArray()).toEqual([
    [8, 16],
    [8, 15],
  ]);
  expect(linalg.norm(x, { axis: [1, 2], ord: 1 }).toArray()).toEqual([4, 27]);
  expect(linalg.norm(x, { axis: [2, 1], ord: 1 }).toArray()).toEqual([7, 23]);
  expect(linalg.norm(x, { axis: [0, 2] }).shape).toEqual([2]);
});

test('norm() keeps the measured axes as 1 when asked', () => {
  const x = random(6, 4, 1).reshape(2, 3, 4);
  expect(linalg.norm(x, { keepdims: true }).shape).toEqual([1, 1, 1]);
  expect(linalg.norm(x, { axis: 1, keepdims: true }).shape).toEqual([2, 1, 4]);
  expect(linalg.norm(x, { axis: [0, -1], keepdims: true }).shape).toEqual([1, 3, 1]);
});

test('norm() without order and axis takes any array for one vector', () => {
  expect(linalg.norm(matrix(3, 3, () => 2).reshape(1, 3, 3)).item()).toBe(6);
  expect(linalg.norm(f64(-3)).item()).toBe(3);
});

test('norm() answers in the dtype and on the device of its input; whole numbers give float32', () => {
  expect(linalg.norm(array([3, 4], { device: reference })).device).toBe(reference);
  expect(linalg.norm(array([3, 4], { dtype: 'int32' })).dtype).toBe('float32');
  expect(linalg.norm(array([3, 4], { dtype: 'float64' })).dtype).toBe('float64');
});

test('norm() refuses orders and axes that do not fit', () => {
  const x = random(6, 4, 1).reshape(2, 3, 4);
  expect(() => linalg.norm(x, { ord: 2 })).toThrow(
    'Cannot take the norm 2 of [2,3,4]: wanted one or two axes; name them by { axis }',
  );
  expect(() => linalg.norm(f64([1]), { ord: 'nuc' })).toThrow(
    "Cannot take the norm 'nuc' of a vector: it is for matrices",
  );
  expect(() => linalg.norm(random(2, 2, 1), { ord: 3 })).toThrow(
    "wanted 1, 2, Infinity, their negatives, 'fro' or 'nuc'",
  );
  expect(() => linalg.norm(x, { axis: [1, -2] })).toThrow('Cannot take the norm over axis 1 twice');
  expect(() => linalg.norm(x, { axis: 3 })).toThrow('Cannot find axis 3: the array has 3 axes');
  expect(() => linalg.norm(f64([1]).slice({ stop: 0 }), { ord: Infinity })).toThrow(
    'Cannot take this norm of no elements',
  );
  expect(() => linalg.norm(f64([1]), { ord: Number.NaN })).toThrow('Cannot take the norm NaN');
});
