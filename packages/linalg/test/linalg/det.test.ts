import { describe, expect, test } from 'vitest';
import { linalg } from '../../src/index.ts';
import { f64, matrix, random, regularFamily } from './families.ts';

describe('det() of matrices whose determinant is known', () => {
  test.each([
    ['a number', [[-7]], -7],
    [
      'a singular matrix',
      [
        [1, 2],
        [3, 6],
      ],
      0,
    ],
    [
      'an exchange of rows',
      [
        [0, 1],
        [1, 0],
      ],
      -1,
    ],
    [
      'a cycle of three rows',
      [
        [0, 1, 0],
        [0, 0, 1],
        [1, 0, 0],
      ],
      1,
    ],
    [
      'a triangle',
      [
        [2, 5, 7],
        [0, 3, 9],
        [0, 0, -4],
      ],
      -24,
    ],
    [
      'a magic square',
      [
        [2, 7, 6],
        [9, 5, 1],
        [4, 3, 8],
      ],
      -360,
    ],
  ] as const)('%s', (_, a, wanted) => {
    expect(linalg.det(f64(a)).item()).toBeCloseTo(wanted, 12);
  });
});

test('det() of a matrix without rows is 1', () => {
  expect(linalg.det(matrix(1, 1, () => 1).slice({ stop: 0 }, { stop: 0 })).item()).toBe(1);
});

test('det() of a stack has the shape of the stack', () => {
  const a = random(6, 4, 1).reshape(2, 3, 2, 2);
  expect(linalg.det(a).shape).toEqual([2, 3]);
  expect(linalg.det(a).get(1, 2)).toBe(linalg.det(a.slice(1, 2)).item());
});

test.each(regularFamily())('det() of a product is the product of determinants: $name', ({ name, a }) => {
  if (/huge|tiny|subnormal/.test(name)) return; // their determinants leave the range: slogdet() below
  const unit = a.div(a.abs().max());
  const error = Math.abs(linalg.det(unit).item() - linalg.det(unit.T).item());
  expect(error).toBeLessThanOrEqual(10 * a.shape[0]! * Number.EPSILON * productOfRows(unit.toArray() as number[][]));
});

test('det() does not overflow on the way to an ordinary number', () => {
  const a = matrix(4, 4, (i, j) => (i === j ? [1e200, 1e200, 1e-200, 1e-200][i]! : 0));
  expect(linalg.det(a).item()).toBeCloseTo(1, 12);
});

test('slogdet() gives sign and logarithm where det() overflows or vanishes', () => {
  const { sign, logAbsDet } = linalg.slogdet(matrix(3, 3, (i, j) => (i === j ? -1e200 : 0)));
  expect(sign.item()).toBe(-1);
  expect(logAbsDet.item()).toBeCloseTo(600 * Math.LN10, 9);
  expect(linalg.det(matrix(3, 3, (i, j) => (i === j ? -1e200 : 0))).item()).toBe(-Infinity);
  expect(linalg.slogdet(matrix(3, 3, (i, j) => (i === j ? 1e-200 : 0))).logAbsDet.item()).toBeCloseTo(
    -600 * Math.LN10,
    9,
  );
});

test('slogdet() of a singular matrix is 0 and −∞', () => {
  const { sign, logAbsDet } = linalg.slogdet(
    f64([
      [
        [1, 2],
        [2, 4],
      ],
      [
        [2, 0],
        [0, 1],
      ],
    ]),
  );
  expect(sign.toArray()).toEqual([0, 1]);
  expect(logAbsDet.toArray()).toEqual([-Infinity, Math.LN2]);
});

test('det() refuses what is not square and what is not finite', () => {
  expect(() => linalg.det(random(2, 3, 1))).toThrow(
    'Cannot take the determinant of [2,3]: wanted as many rows as columns',
  );
  expect(() => linalg.slogdet(f64([[Infinity]]))).toThrow('element [0,0] is Infinity');
});

/** Hadamard's bound of a determinant. */
function productOfRows(a: number[][]): number {
  return a.reduce((product, row) => product * Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)), 1);
}
