import { describe, expect, test } from 'vitest';
import { array, linalg, type NDArray, reference } from '../../src/index.ts';
import { exponentOf, scaled, size } from './backward-error.ts';
import { f64, generalFamily, matrix, random } from './families.ts';

describe.each(generalFamily())('lstsq() of $name', ({ a }) => {
  const [m, n] = [a.shape[0]!, a.shape[1]!];
  const unit = scaled(a, exponentOf(a));
  const b = random(m, 2, 31);
  const { x, rank, singularValues } = linalg.lstsq(unit, b);
  const rounding = 10 * Math.max(m, n) * Number.EPSILON;

  test('leaves a rest that is orthogonal to the columns, but for what was cut', () => {
    const rest = b.sub(unit.matmul(x));
    const slope = size(unit.mT.matmul(rest));
    const cut = [...singularValues.toFlat()][rank] ?? 0;
    expect(slope).toBeLessThanOrEqual(rounding * size(unit) * (size(unit) * size(x) + size(b)) + cut * size(b));
  });

  test('gives the shortest solution: it lies in the span of the rows', () => {
    const rows = linalg.svd(unit).vh.slice({ stop: rank });
    const inside = rows.mT.matmul(rows.matmul(x));
    expect(size(x.sub(inside))).toBeLessThanOrEqual(rounding * size(x));
  });
});

test('lstsq() fits a line', () => {
  const a = f64([
    [1, 0],
    [1, 1],
    [1, 2],
  ]);
  const { x, residuals, rank, singularValues } = linalg.lstsq(a, f64([6, 0, 0]));
  expect(x.toArray()).toEqual([expect.closeTo(5, 13), expect.closeTo(-3, 13)]);
  expect(residuals.item()).toBeCloseTo(6, 12);
  expect(rank).toBe(2);
  expect(singularValues.shape).toEqual([2]);
});

test('lstsq() fits several right sides, each with its sum of squares', () => {
  const a = f64([[1], [1]]);
  const { x, residuals } = linalg.lstsq(
    a,
    f64([
      [1, 5],
      [3, 5],
    ]),
  );
  expect([x.shape, residuals.shape]).toEqual([[1, 2], [2]]);
  expect(close(x, [2, 5])).toBe(true);
  expect(close(residuals, [2, 0])).toBe(true);
});

test('lstsq() shares the weight between equal columns', () => {
  const { x, rank } = linalg.lstsq(
    f64([
      [1, 1],
      [2, 2],
      [3, 3],
    ]),
    f64([2, 4, 6]),
  );
  expect(rank).toBe(1);
  expect(close(x, [1, 1])).toBe(true);
});

test('lstsq() of fewer equations than unknowns gives the shortest solution', () => {
  expect(close(linalg.lstsq(f64([[1, 1, 2]]), f64([6])).x, [1, 1, 2])).toBe(true);
});

test('lstsq() takes columns for dependent where only the rounding of float32 tells them apart', () => {
  const a = array(
    [
      [0.1, 0.2, 0.3],
      [0.4, 0.5, 0.9],
      [0.7, 0.1, 0.8],
      [0.6, 0.3, 0.9],
    ],
    { device: reference },
  );
  const b = array([1, 2, 3, 4], { device: reference });
  expect(linalg.lstsq(a, b).rank).toBe(2);
  expect(linalg.lstsq(a.astype('float64'), b.astype('float64')).rank).toBe(3);
});

test('lstsq() cuts singular values below rtol', () => {
  const a = f64([
    [1, 0],
    [0, 1e-3],
  ]);
  expect(linalg.lstsq(a, f64([1, 1])).rank).toBe(2);
  const { x, rank } = linalg.lstsq(a, f64([1, 1]), { rtol: 1e-2 });
  expect([rank, x.toArray()]).toEqual([1, [1, 0]]);
});

test('lstsq() of a matrix of zeros gives zeros', () => {
  const { x, rank, residuals } = linalg.lstsq(
    matrix(3, 2, () => 0),
    f64([1, 2, 2]),
  );
  expect([x.toArray(), rank, residuals.item()]).toEqual([[0, 0], 0, 9]);
});

test('lstsq() of an empty table gives zeros', () => {
  const { x, rank } = linalg.lstsq(random(1, 3, 1).slice({ stop: 0 }), f64([1]).slice({ stop: 0 }));
  expect([x.toArray(), rank]).toEqual([[0, 0, 0], 0]);
});

test('lstsq() answers in the dtype and on the device of its input', () => {
  const { x, residuals, singularValues } = linalg.lstsq(array([[1], [2]]), array([1, 2]));
  expect([x.dtype, residuals.dtype, singularValues.dtype]).toEqual(['float32', 'float32', 'float32']);
});

test('lstsq() refuses other shapes, other dtypes, NaN and infinities', () => {
  const a = random(3, 2, 1);
  expect(() => linalg.lstsq(a, f64([1, 2]))).toThrow('Cannot fit [3,2] to [2]: the right side has 2 rows, wanted 3');
  expect(() => linalg.lstsq(f64([1, 2, 3]), f64([1, 2, 3]))).toThrow('Cannot fit [3]: wanted one matrix (2 axes)');
  expect(() => linalg.lstsq(a, f64(1))).toThrow('Cannot fit [3,2] to []: wanted a vector or a matrix of columns');
  expect(() => linalg.lstsq(a, f64([1, 2, Number.NaN]))).toThrow('Cannot fit to [3]: element [2] is NaN');
  expect(() => linalg.lstsq(a, array([1, 2, 3], { device: reference }))).toThrow('Cannot combine float64 with float32');
});

function close(x: NDArray, wanted: number[]): boolean {
  return x.toFlat().every((value, i) => Math.abs(value - wanted[i]!) < 1e-13);
}
