import { describe, expect, test } from 'vitest';
import { linalg } from '../../src/index.ts';
import { exponentOf, relative, roundingOf, scaled, skew } from './backward-error.ts';
import { f64, generalFamily, matrix, random } from './families.ts';

describe.each(generalFamily())('svd() of $name', ({ a }) => {
  test('has orthonormal vectors, and they give the matrix back to rounding', () => {
    const { u, s, vh } = linalg.svd(a);
    const e = exponentOf(a);
    expect(relative(u.mul(scaled(s, e)).matmul(vh), scaled(a, e))).toBeLessThanOrEqual(10 * roundingOf(a));
    expect(skew(u)).toBeLessThanOrEqual(10 * roundingOf(a));
    expect(skew(vh.mT)).toBeLessThanOrEqual(10 * roundingOf(a));
  });
  test('has singular values in descending order, none negative', () => {
    const values = [...linalg.svd(a).s.toFlat()];
    expect(values).toEqual(values.toSorted((x, y) => y - x));
    expect(values.at(-1)).toBeGreaterThanOrEqual(0);
  });
  test('completes u and vh to square matrices when asked', () => {
    const { u, s, vh } = linalg.svd(a, { fullMatrices: true });
    const [m, n] = [a.shape[0]!, a.shape[1]!];
    expect([u.shape, vh.shape]).toEqual([
      [m, m],
      [n, n],
    ]);
    expect(skew(u)).toBeLessThanOrEqual(10 * roundingOf(a));
    expect(skew(vh)).toBeLessThanOrEqual(10 * roundingOf(a));
    const k = Math.min(m, n);
    const thin = u
      .slice({}, { stop: k })
      .mul(scaled(s, exponentOf(a)))
      .matmul(vh.slice({ stop: k }));
    expect(relative(thin, scaled(a, exponentOf(a)))).toBeLessThanOrEqual(10 * roundingOf(a));
  });
});

test('svd() finds known singular values', () => {
  expect(
    linalg
      .svd(
        f64([
          [3, 0],
          [4, 5],
        ]),
      )
      .s.toArray(),
  ).toEqual([expect.closeTo(Math.sqrt(45), 14), expect.closeTo(Math.sqrt(5), 14)]);
  expect(linalg.svd(matrix(4, 9, () => 1)).s.toFlat()[0]).toBeCloseTo(6, 13);
});

test('svd() keeps singular values that are tiny beside the largest', () => {
  const wanted = [1, 1e-20, 1e-60, 1e-130, 1e-200];
  const values = linalg.svd(matrix(5, 5, (i, j) => (i === j ? wanted[i]! : 0))).s.toFlat();
  for (const [i, value] of wanted.entries()) expect(values[i]! / value).toBeCloseTo(1, 14);
});

test('svd() takes stacks and empty matrices', () => {
  const stack = random(6, 4, 1).reshape(2, 3, 4);
  const { u, s, vh } = linalg.svd(stack);
  expect([u.shape, s.shape, vh.shape]).toEqual([
    [2, 3, 3],
    [2, 3],
    [2, 3, 4],
  ]);
  expect(vh.slice(1).toArray()).toEqual(linalg.svd(stack.slice(1)).vh.toArray());
  const none = linalg.svd(stack.slice(0, {}, { stop: 0 }), { fullMatrices: true });
  expect([none.u.shape, none.s.shape, none.vh.shape]).toEqual([[3, 3], [0], [0, 0]]);
  expect(none.u.toArray()).toEqual([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  expect(linalg.svd(stack.slice(0, { stop: 0 }), { fullMatrices: true }).vh.shape).toEqual([4, 4]);
});

test('svd() refuses vectors and what is not finite', () => {
  expect(() => linalg.svd(f64([1, 2]))).toThrow(
    'Cannot decompose [2]: wanted a matrix (2 axes), or a stack of matrices',
  );
  expect(() => linalg.svd(f64([[1], [Infinity]]))).toThrow('Cannot decompose [2,1]: element [1,0] is Infinity');
});
