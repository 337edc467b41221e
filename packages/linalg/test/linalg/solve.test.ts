import { describe, expect, test } from 'vitest';
import { array, cpu, eye, linalg, reference } from '../../src/index.ts';
import { forEachDevice, matchers } from '../../src/testing/index.ts';
import { exponentOf, relative, residual, roundingOf, scaled } from './backward-error.ts';
import { f64, matrix, random, regularFamily } from './families.ts';

expect.extend(matchers);

test.each(regularFamily())('solve() has a backward error of rounding: $name', ({ a }) => {
  const n = a.shape[0]!;
  const b = scaled(random(n, 3, 99), -exponentOf(a));
  expect(residual(a, linalg.solve(a, b), b)).toBeLessThanOrEqual(10 * roundingOf(a));
});

test.each(regularFamily().filter(({ name }) => name !== 'subnormal'))(
  'inv() has a right residual of rounding: $name',
  ({ a }) => {
    const one = matrix(a.shape[0]!, a.shape[0]!, (i, j) => Number(i === j));
    expect(residual(a, linalg.inv(a), one)).toBeLessThanOrEqual(10 * roundingOf(a));
  },
);

test('solve() finds a vector for a vector and a matrix for a matrix', () => {
  const a = f64([
    [2, 1],
    [1, 3],
  ]);
  expect(linalg.solve(a, f64([3, 5])).toArray()).toEqual([0.8, 1.4]);
  expect(linalg.solve(a, f64([[3], [5]])).toArray()).toEqual([[0.8], [1.4]]);
});

test('solve() exchanges rows where a pivot would be zero', () => {
  const a = f64([
    [0, 2],
    [4, 0],
  ]);
  expect(linalg.solve(a, f64([2, 4])).toArray()).toEqual([1, 1]);
});

test('solve() and inv() do not take rows of very different size for dependent ones', () => {
  const a = matrix(3, 3, (i, j) => (i === j ? [1e200, 1, 1e-200][i]! : 0));
  expect(linalg.solve(a, f64([2e200, 2, 2e-200])).toArray()).toEqual([2, 2, 2]);
  expect(linalg.inv(a).toArray()).toEqual([
    [1e-200, 0, 0],
    [0, 1, 0],
    [0, 0, 1e200],
  ]);
});

test('solve() broadcasts stacks of matrices on either side', () => {
  const a = random(6, 9, 1).reshape(2, 1, 3, 9).slice({}, {}, {}, { stop: 3 }); // (2, 1, 3, 3)
  const b = random(4, 3, 2).unsqueeze(-1); // (4, 3, 1)
  const x = linalg.solve(a, b);
  expect(x.shape).toEqual([2, 4, 3, 1]);
  expect(relative(a.matmul(x), b.expand(2, 4, 3, 1))).toBeLessThan(1e-13);
  expect(x.slice(1, 2).toArray()).toEqual(linalg.solve(a.slice(1, 0), b.slice(2)).toArray());
  expect(linalg.solve(a, f64([1, 2, 3])).shape).toEqual([2, 1, 3]);
});

test('solve() leaves its inputs as they are', () => {
  const [a, b] = [random(3, 3, 1), random(3, 2, 2)];
  const before = [a.toArray(), b.toArray()];
  linalg.solve(a, b);
  linalg.inv(a);
  expect([a.toArray(), b.toArray()]).toEqual(before);
});

test('solve() and inv() take views of any strides', () => {
  const a = random(6, 6, 3);
  const view = a.T.slice({ step: 2 }, { start: 1, step: 2 });
  const copy = f64(view.toArray());
  expect(linalg.inv(view).toArray()).toEqual(linalg.inv(copy).toArray());
  expect(linalg.solve(view, a.slice(0, { stop: 3 })).toArray()).toEqual(
    linalg.solve(copy, a.slice(0, { stop: 3 })).toArray(),
  );
});

test('solve() and inv() of empty matrices are empty', () => {
  expect(linalg.inv(matrix(0, 0, () => 0).reshape(0, 0)).shape).toEqual([0, 0]);
  expect(linalg.inv(random(1, 4, 1).reshape(1, 2, 2).slice({ stop: 0 })).shape).toEqual([0, 2, 2]);
  expect(linalg.solve(random(1, 4, 1).reshape(2, 2), random(2, 1, 1).slice({}, { stop: 0 })).shape).toEqual([2, 0]);
});

test('solve() answers in the dtype and on the device of its input; whole numbers give float32', () => {
  const a = array(
    [
      [2, 0],
      [0, 4],
    ],
    { device: reference },
  );
  expect([linalg.inv(a).dtype, linalg.inv(a).device]).toEqual(['float32', reference]);
  expect([linalg.inv(a.astype('float64')).dtype, linalg.inv(eye(2)).device]).toEqual(['float64', cpu]);
  expect(linalg.solve(a.astype('int32'), array([1, 2], { dtype: 'int32', device: reference })).toArray()).toEqual([
    0.5, 0.5,
  ]);
});

describe('the matrix is singular', () => {
  test('solve() and inv() name the pivot that is zero', () => {
    const a = f64([
      [1, 2],
      [3, 6],
    ]);
    expect(() => linalg.solve(a, f64([1, 1]))).toThrow(
      'Cannot solve with [2,2]: the matrix is singular, pivot 1 is 0 (a column depends on those before it)',
    );
    expect(() => linalg.inv(matrix(4, 4, (_, j) => j))).toThrow(
      'Cannot invert [4,4]: the matrix is singular, pivot 0 is 0',
    );
  });

  test('inv() names the matrix of a stack', () => {
    const stack = f64([
      [
        [
          [1, 0],
          [0, 1],
        ],
        [
          [1, 1],
          [1, 1],
        ],
      ],
    ]);
    expect(() => linalg.inv(stack)).toThrow('pivot 1 of matrix [0,1] is 0');
  });
});

test('solve() and inv() refuse what is not square, of other lengths, NaN, infinite or float16', () => {
  const square = random(2, 2, 1);
  expect(() => linalg.inv(random(2, 3, 1))).toThrow('Cannot invert [2,3]: wanted as many rows as columns');
  expect(() => linalg.inv(f64([1, 2]))).toThrow('Cannot invert [2]: wanted a matrix (2 axes), or a stack of matrices');
  expect(() => linalg.solve(square, f64([1, 2, 3]))).toThrow(
    'Cannot solve [2,2] · x = [3]: the right side has 3 rows, wanted 2',
  );
  expect(() => linalg.solve(square, f64(1))).toThrow('Cannot solve for []');
  expect(() =>
    linalg.inv(
      f64([
        [1, 2],
        [3, Number.NaN],
      ]),
    ),
  ).toThrow('Cannot invert [2,2]: element [1,1] is NaN');
  expect(() => linalg.solve(square, f64([1, -Infinity]))).toThrow('Cannot solve for [2]: element [1] is -Infinity');
  expect(() => linalg.solve(square, array([1, 2], { dtype: 'float32', device: reference }))).toThrow(
    'Cannot combine float64 with float32',
  );
  expect(() => linalg.solve(square, array([1, 2], { dtype: 'float64' }))).toThrow('Cannot combine arrays on');
});

forEachDevice((makeDevice, name) =>
  describe(`on ${name}`, () => {
    const device = makeDevice();
    const system = [
      [2, 1],
      [1, 3],
    ];
    const solved = () => linalg.solve(array(system, { device }), array([3, 5], { device }));

    test('solve() answers where the host sees the memory, and says elsewhere what to await', async () => {
      if (device.readSync) await expect(solved()).toBeAllClose([0.8, 1.4]);
      else expect(solved).toThrow('await x.to(cpu)');
    });
  }),
);
