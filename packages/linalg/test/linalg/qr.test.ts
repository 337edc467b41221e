import { describe, expect, test } from 'vitest';
import { linalg } from '../../src/index.ts';
import { exponentOf, relative, roundingOf, scaled, skew } from './backward-error.ts';
import { f64, generalFamily, matrix, random } from './families.ts';

describe.each(generalFamily())('qr() of $name', ({ a }) => {
  test.each(['reduced', 'complete'] as const)(
    '%s: a product equal to rounding, orthonormal columns, a triangle',
    (mode) => {
      const { q, r } = linalg.qr(a, { mode });
      const e = exponentOf(a);
      expect(relative(q.matmul(scaled(r, e)), scaled(a, e))).toBeLessThanOrEqual(10 * roundingOf(a));
      expect(skew(q)).toBeLessThanOrEqual(10 * roundingOf(a));
      const width = r.shape[1]!;
      expect(r.toFlat().every((value, i) => i % width >= Math.floor(i / width) || value === 0)).toBe(true);
    },
  );
});

test('qr() has min(m, n) columns, or m of them in mode complete', () => {
  const shapes = (m: number, n: number, mode: 'reduced' | 'complete') => {
    const { q, r } = linalg.qr(random(m, n, 1), { mode });
    return [q.shape, r.shape];
  };
  expect(shapes(5, 3, 'reduced')).toEqual([
    [5, 3],
    [3, 3],
  ]);
  expect(shapes(5, 3, 'complete')).toEqual([
    [5, 5],
    [5, 3],
  ]);
  expect(shapes(3, 5, 'reduced')).toEqual([
    [3, 3],
    [3, 5],
  ]);
});

test('qr() has LAPACK’s signs: a positive first element is mirrored to the negative side', () => {
  const { q, r } = linalg.qr(
    f64([
      [3, 1],
      [4, 2],
    ]),
  );
  expect(r.get(0, 0)).toBeCloseTo(-5, 14);
  expect(q.get(0, 0)).toBeCloseTo(-0.6, 14);
});

test('qr() takes stacks and empty matrices', () => {
  const stack = random(6, 4, 1).reshape(2, 3, 4);
  const { q, r } = linalg.qr(stack);
  expect([q.shape, r.shape]).toEqual([
    [2, 3, 3],
    [2, 3, 4],
  ]);
  expect(q.slice(1).toArray()).toEqual(linalg.qr(stack.slice(1)).q.toArray());
  const empty = linalg.qr(matrix(3, 1, () => 1).slice({}, { stop: 0 }));
  expect([empty.q.shape, empty.r.shape]).toEqual([
    [3, 0],
    [0, 0],
  ]);
});

test('qr() refuses vectors and what is not finite', () => {
  expect(() => linalg.qr(f64([1, 2]))).toThrow('Cannot factor [2]: wanted a matrix (2 axes), or a stack of matrices');
  expect(() => linalg.qr(f64([[1, Number.NaN]]))).toThrow('Cannot factor [1,2]: element [0,1] is NaN');
});
