import { describe, expect, test } from 'vitest';
import { array, linalg } from '../../src/index.ts';
import { exponentOf, roundingOf, scaled, size } from './backward-error.ts';
import { f64, generalFamily, matrix, random } from './families.ts';

test.each([
  ['zeros', matrix(4, 3, () => 0), 0],
  ['ones', matrix(6, 6, () => 1), 1],
  ['one to nine', matrix(3, 3, (i, j) => 3 * i + j + 1), 2],
  ['rank 2 of 10', random(10, 2, 8).matmul(random(2, 10, 9)), 2],
  ['random', random(5, 8, 1), 5],
  ['identity', matrix(6, 6, (i, j) => Number(i === j)), 6],
  ['huge', random(3, 3, 1).mul(1e300), 3],
  ['tiny', random(3, 3, 1).mul(1e-300), 3],
] as const)('matrixRank() of %s', (_, a, rank) => {
  expect(linalg.matrixRank(a).item()).toBe(rank);
  expect(linalg.matrixRank(a.T).item()).toBe(rank);
});

test('matrixRank() gives whole numbers, one a matrix', () => {
  const stack = f64([
    [
      [1, 2],
      [2, 4],
    ],
    [
      [1, 0],
      [0, 1],
    ],
  ]);
  expect(linalg.matrixRank(stack).toArray()).toEqual([1, 2]);
  expect(linalg.matrixRank(stack).dtype).toBe('int32');
  expect(linalg.matrixRank(stack.slice({}, {}, { stop: 0 })).toArray()).toEqual([0, 0]);
});

test('matrixRank() counts by the rounding of the dtype, or by rtol', () => {
  const a = f64([
    [1, 0],
    [0, 1e-9],
  ]);
  expect(linalg.matrixRank(a).item()).toBe(2);
  expect(linalg.matrixRank(a.astype('float32')).item()).toBe(1);
  expect(linalg.matrixRank(a, { rtol: 1e-8 }).item()).toBe(1);
  expect(linalg.matrixRank(a.astype('float32'), { rtol: 0 }).item()).toBe(2);
});

describe.each(generalFamily())('pinv() of $name', ({ a }) => {
  test('obeys Penrose’s four rules to rounding', () => {
    const unit = scaled(a, exponentOf(a));
    const p = linalg.pinv(unit);
    expect(p.shape).toEqual(a.shape.toReversed());
    const [ap, pa] = [unit.matmul(p), p.matmul(unit)];
    const bound = 10 * roundingOf(a) * size(unit) * size(p);
    expect(size(ap.matmul(unit).sub(unit))).toBeLessThanOrEqual(bound * size(unit));
    expect(size(pa.matmul(p).sub(p))).toBeLessThanOrEqual(bound * size(p));
    expect(size(ap.sub(ap.mT))).toBeLessThanOrEqual(bound);
    expect(size(pa.sub(pa.mT))).toBeLessThanOrEqual(bound);
  });
});

test('pinv() of a regular matrix is its inverse', () => {
  const a = random(4, 4, 2);
  expect(size(linalg.pinv(a).sub(linalg.inv(a)))).toBeLessThan(1e-13);
});

test('pinv() takes stacks, huge and tiny matrices, and cuts by rtol', () => {
  expect(linalg.pinv(random(6, 4, 1).reshape(2, 3, 4)).shape).toEqual([2, 4, 3]);
  expect(linalg.pinv(f64([[4e300]])).item()).toBeCloseTo(2.5e-301, 310);
  expect(linalg.pinv(f64([[4], [0]])).toArray()).toEqual([[0.25, 0]]);
  expect(
    linalg
      .pinv(
        f64([
          [1, 0],
          [0, 1e-3],
        ]),
        { rtol: 0.1 },
      )
      .toArray(),
  ).toEqual([
    [1, 0],
    [0, 0],
  ]);
});

test('cond() is the ratio of the largest to the smallest singular value', () => {
  expect(
    linalg
      .cond(
        f64([
          [1, 0],
          [0, 0.25],
        ]),
      )
      .item(),
  ).toBeCloseTo(4, 13);
  expect(linalg.cond(matrix(3, 3, () => 0)).item()).toBe(Infinity);
  expect(
    linalg
      .cond(
        f64([
          [1, 0],
          [0, 0],
        ]),
      )
      .item(),
  ).toBe(Infinity);
  expect(linalg.cond(matrix(4, 4, (i, j) => 1 / (i + j + 1))).item() / 15513.738738929038).toBeCloseTo(1, 10);
  expect(linalg.cond(random(6, 4, 1).reshape(2, 3, 4)).shape).toEqual([2]);
});

test('matrixRank(), pinv() and cond() refuse vectors, NaN and, for cond(), what is empty', () => {
  expect(() => linalg.matrixRank(f64([1, 2]))).toThrow('Cannot find the rank of [2]: wanted a matrix');
  expect(() => linalg.pinv(f64([[Number.NaN]]))).toThrow('Cannot invert [1,1]: element [0,0] is NaN');
  expect(() => linalg.cond(array([[1]]).slice({ stop: 0 }))).toThrow(
    'Cannot find the condition of [0,1]: it has no elements',
  );
  expect(() => linalg.pinv(f64([[1]]), { rtol: -1 })).toThrow('Cannot cut singular values at rtol -1');
  expect(() => linalg.matrixRank(f64([[1]]), { rtol: Number.NaN })).toThrow('Cannot cut singular values at rtol NaN');
});
