import { describe, expect, test } from 'vitest';
import { Engine } from '../../src/cpu/engine.ts';
import { areFloat32, denseOf, haveShapes, matrixOf } from '../../src/cpu/matrix.ts';
import type { View } from '../../src/view.ts';

const engine = new Engine({ memoryLimit: 2 ** 25, deterministic: false });
const storage = engine.alloc('float32', 100);
const view = (shape: readonly number[], strides: readonly number[], offset = 0): View => ({
  storage,
  shape,
  strides,
  offset,
});

describe('matrixOf()', () => {
  test('takes the leading axes together, where they are regular', () => {
    const found = matrixOf(engine, view([2, 3, 4], [12, 4, 1], 5));
    expect(found).toEqual({ address: storage.address + 20, rows: 6, columns: 4, row: 16 });
    expect(matrixOf(engine, view([2, 3, 4], [30, 10, 1]))).toMatchObject({ rows: 6, row: 40 });
    expect(matrixOf(engine, view([2, 3, 4], [31, 10, 1]))).toBeNull();
    expect(matrixOf(engine, view([3, 2, 4], [4, 12, 1]))).toBeNull();
  });

  test('wants the last axis side by side, unless it has one element', () => {
    expect(matrixOf(engine, view([3, 4], [1, 3]))).toBeNull();
    expect(matrixOf(engine, view([3, 1], [2, 9]))).toMatchObject({ rows: 3, columns: 1, row: 8 });
    expect(matrixOf(engine, view([], []))).toBeNull();
  });

  test('rows that repeat are 0 bytes apart, and one row alone is a matrix', () => {
    expect(matrixOf(engine, view([5, 4], [0, 1]))).toMatchObject({ rows: 5, row: 0 });
    expect(matrixOf(engine, view([4], [1]))).toMatchObject({ rows: 1, columns: 4 });
    expect(matrixOf(engine, view([0, 4], [4, 1]))).toMatchObject({ rows: 0 });
  });
});

test('denseOf() gives the address of elements that lie side by side in row-major order', () => {
  expect(denseOf(engine, view([2, 3], [3, 1], 2))).toBe(storage.address + 8);
  expect(denseOf(engine, view([2, 1, 3], [3, 77, 1]))).toBe(storage.address);
  expect(denseOf(engine, view([], [], 1))).toBe(storage.address + 4);
  expect(denseOf(engine, view([0, 3], [9, 9]))).toBe(storage.address);
  for (const strides of [
    [1, 2],
    [4, 1],
    [0, 1],
    [-3, 1],
  ])
    expect(denseOf(engine, view([2, 3], strides))).toBeNull();
});

test('areFloat32() and haveShapes() look at the views that are there', () => {
  const bytes = { ...view([2], [1]), storage: engine.alloc('uint8', 2) };
  expect([areFloat32(view([2], [1]), null), areFloat32(null, bytes)]).toEqual([true, false]);
  expect(haveShapes([view([2, 3], [3, 1]), [2, 3]], [null, [7]])).toBe(true);
  expect(haveShapes([view([2, 3], [3, 1]), [2]])).toBe(false);
  expect(haveShapes([view([2], [1]), [2, 3]])).toBe(false);
});
