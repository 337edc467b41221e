import { expect, test } from 'vitest';
import { array, linalg } from '../../src/index.ts';
import { exponentOf, relative, roundingOf, scaled } from './backward-error.ts';
import { definiteFamily, f64, random } from './families.ts';

test.each(definiteFamily())('cholesky() gives a root of the matrix to rounding: $name', ({ a }) => {
  const e = exponentOf(a) - (exponentOf(a) % 2);
  const root = scaled(linalg.cholesky(a), e / 2);
  expect(relative(root.matmul(root.mT), scaled(a, e))).toBeLessThanOrEqual(10 * roundingOf(a));
});

test('cholesky() is a lower triangle with a positive diagonal', () => {
  expect(
    linalg
      .cholesky(
        f64([
          [4, 2, -2],
          [2, 10, 5],
          [-2, 5, 6],
        ]),
      )
      .toArray(),
  ).toEqual([
    [2, 0, 0],
    [1, 3, 0],
    [-1, 2, 1],
  ]);
});

test('cholesky() takes stacks and empty matrices', () => {
  const stack = f64([[[4]], [[9]]]);
  expect(linalg.cholesky(stack).toArray()).toEqual([[[2]], [[3]]]);
  expect(linalg.cholesky(stack.slice({ stop: 0 })).shape).toEqual([0, 1, 1]);
});

test('cholesky() names the leading minor that is not positive', () => {
  expect(() =>
    linalg.cholesky(
      f64([
        [1, 2, 0],
        [2, 1, 0],
        [0, 0, 1],
      ]),
    ),
  ).toThrow('Cannot factor [3,3]: not positive definite, leading minor 2 is not positive');
  expect(() => linalg.cholesky(f64([[0]]))).toThrow('leading minor 1 is not positive');
  expect(() => linalg.cholesky(f64([[[1]], [[-1]]]))).toThrow('leading minor 1 of matrix [1] is not positive');
});

test('cholesky() refuses a matrix that is not symmetric, naming the pair, but allows for rounding', () => {
  expect(() =>
    linalg.cholesky(
      f64([
        [2, 1],
        [0, 2],
      ]),
    ),
  ).toThrow(
    'Cannot factor [2,2]: not symmetric, elements [1,0] and [0,1] are 0 and 1; for the symmetric part: x.add(x.mT).div(2)',
  );
  const nearly = array([
    [2, 1.0000001],
    [1, 2],
  ]);
  expect(linalg.cholesky(nearly).shape).toEqual([2, 2]);
});

test('cholesky() refuses what is not square and what is not finite', () => {
  expect(() => linalg.cholesky(random(2, 3, 1))).toThrow('wanted as many rows as columns');
  expect(() => linalg.cholesky(f64([[Number.NaN]]))).toThrow('element [0,0] is NaN');
});
