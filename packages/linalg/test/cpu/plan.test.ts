import { describe, expect, test } from 'vitest';
import { eachMatrix, eachOuter, oneRow, simplify } from '../../src/cpu/plan.ts';

const w = (strides: readonly number[], address = 0) => ({ address, width: 4, strides });

describe('simplify()', () => {
  test('a contiguous array of any rank is one axis', () => {
    const plan = simplify([2, 3, 4], [w([12, 4, 1]), w([12, 4, 1])]);
    expect(plan.shape).toEqual([24]);
    expect(plan.walkers.map((x) => x.strides)).toEqual([[1], [1]]);
  });

  test('a bias added to (B, T, C) is two axes', () => {
    const plan = simplify([2, 3, 4], [w([12, 4, 1]), w([0, 0, 1]), w([12, 4, 1])]);
    expect(plan.shape).toEqual([6, 4]);
    expect(plan.walkers[1]!.strides).toEqual([0, 1]);
  });

  test('two arrays that are transposed alike are one axis', () => {
    expect(simplify([3, 4], [w([1, 3]), w([1, 3])]).shape).toEqual([12]);
    expect(simplify([3, 4], [w([1, 3]), w([1, 3])], { sort: false }).shape).toEqual([3, 4]);
  });

  test('axes of one element go, and a scalar has none', () => {
    expect(simplify([1, 5, 1], [w([9, 2, 7])]).walkers[0]!.strides).toEqual([2]);
    expect(simplify([], [w([])]).shape).toEqual([]);
  });
});

test('oneRow() counts the elements of an array without gaps, as long as they make one row', () => {
  expect(oneRow({ shape: [2, 3], strides: [3, 1] })).toBe(6);
  expect(oneRow({ shape: [], strides: [] })).toBe(1);
  expect(oneRow({ shape: [4096], strides: [1] })).toBe(4096);
  expect(oneRow({ shape: [4097], strides: [1] })).toBe(0);
  expect(oneRow({ shape: [2, 3], strides: [1, 2] })).toBe(0);
  expect(oneRow({ shape: [0], strides: [1] })).toBe(0);
});

test('eachOuter() visits each index of the outer axes once, backwards strides included', () => {
  const seen: number[][] = [];
  const plan = { shape: [2, 3, 4], walkers: [w([12, -4, 1], 1000), w([0, 1, 9])] };
  eachOuter(plan, 1, (addresses) => seen.push([...addresses]));
  expect(seen).toEqual([
    [1000, 0],
    [984, 4],
    [968, 8],
    [1048, 0],
    [1032, 4],
    [1016, 8],
  ]);
});

test('eachMatrix() cuts one long axis into rows and a rest', () => {
  const calls: unknown[] = [];
  eachMatrix({ shape: [10_000], walkers: [w([1], 64)] }, (a, rows, count, columns) =>
    calls.push([...a, ...rows, count, columns]),
  );
  expect(calls).toEqual([
    [64, 16384, 2, 4096],
    [64 + 2 * 16384, 16384, 1, 10_000 - 2 * 4096],
  ]);
});
