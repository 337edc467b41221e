import { describe, expect, test } from 'vitest';
import { array, linalg } from '../../src/index.ts';
import { exponentOf, relative, roundingOf, scaled, skew } from './backward-error.ts';
import { f64, matrix, random, symmetricFamily } from './families.ts';

describe.each(symmetricFamily())('eigh() of $name', ({ a }) => {
  const { eigenvalues, eigenvectors } = linalg.eigh(a);
  test('has orthonormal eigenvectors, and they give the matrix back to rounding', () => {
    const e = exponentOf(a);
    const back = eigenvectors.mul(scaled(eigenvalues, e)).matmul(eigenvectors.mT);
    expect(relative(back, scaled(a, e))).toBeLessThanOrEqual(10 * roundingOf(a));
    expect(skew(eigenvectors)).toBeLessThanOrEqual(10 * roundingOf(a));
  });
  test('has eigenvalues in ascending order', () => {
    const values = [...eigenvalues.toFlat()];
    expect(values).toEqual(values.toSorted((x, y) => x - y));
  });
});

test('eigh() finds known eigenvalues', () => {
  expect(
    linalg
      .eigh(
        f64([
          [2, 1],
          [1, 2],
        ]),
      )
      .eigenvalues.toArray(),
  ).toEqual([expect.closeTo(1, 14), expect.closeTo(3, 14)]);
  const n = 9;
  const differences = matrix(n, n, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0));
  const wanted = Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
  const found = linalg.eigh(differences).eigenvalues.toFlat();
  for (const [k, value] of wanted.entries()) expect(found[k]).toBeCloseTo(value, 13);
});

test('eigh() of a diagonal matrix sorts it, and gives axes', () => {
  const { eigenvalues, eigenvectors } = linalg.eigh(
    f64([
      [3, 0, 0],
      [0, -1, 0],
      [0, 0, 2],
    ]),
  );
  expect(eigenvalues.toArray()).toEqual([-1, 2, 3]);
  expect(eigenvectors.toArray()).toEqual([
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
  ]);
});

test('eigh() gives each eigenvector the sign that makes its largest component positive', () => {
  const { eigenvectors } = linalg.eigh(
    random(6, 6, 2)
      .matmul(random(6, 6, 2).mT)
      .astype('float32')
      .astype('float64'),
  );
  for (let j = 0; j < 6; j++) {
    const v = [...eigenvectors.slice({}, j).toFlat()];
    expect(Math.max(...v)).toBe(Math.max(...v.map(Math.abs)));
  }
});

test('eigh() takes stacks and empty matrices', () => {
  const stack = f64([
    [
      [1, 0],
      [0, 2],
    ],
    [
      [5, 0],
      [0, 4],
    ],
  ]);
  expect(linalg.eigh(stack).eigenvalues.toArray()).toEqual([
    [1, 2],
    [4, 5],
  ]);
  expect(linalg.eigh(stack.slice({ stop: 0 })).eigenvectors.shape).toEqual([0, 2, 2]);
  expect(linalg.eigh(matrix(1, 1, () => 1).slice({ stop: 0 }, { stop: 0 })).eigenvalues.shape).toEqual([0]);
});

test('eigh() refuses a matrix that is not symmetric: it names the pair that differs, and the cure', () => {
  expect(() =>
    linalg.eigh(
      f64([
        [1, 2, 3],
        [2, 1, 4],
        [3, 5, 1],
      ]),
    ),
  ).toThrow(
    'Cannot find the eigenvalues of [3,3]: not symmetric, elements [2,1] and [1,2] are 5 and 4; for the symmetric part: x.add(x.mT).div(2)',
  );
  expect(() =>
    linalg.eigh(
      f64([
        [
          [1, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [2, 1],
        ],
      ]),
    ),
  ).toThrow('elements [1,0] and [0,1] of matrix [1] are 2 and 0');
});

test('eigh() allows for the rounding of the dtype', () => {
  expect(
    linalg.eigh(
      array([
        [1, 0.3],
        [0.30000001, 1],
      ]),
    ).eigenvalues.shape,
  ).toEqual([2]);
  expect(() =>
    linalg.eigh(
      f64([
        [1, 0.3],
        [0.30000001, 1],
      ]),
    ),
  ).toThrow('not symmetric');
});

test('eigh() refuses what is not square and what is not finite', () => {
  expect(() => linalg.eigh(random(2, 3, 1))).toThrow(
    'Cannot find the eigenvalues of [2,3]: wanted as many rows as columns',
  );
  expect(() =>
    linalg.eigh(
      f64([
        [1, Infinity],
        [Infinity, 1],
      ]),
    ),
  ).toThrow('element [0,1] is Infinity');
});
