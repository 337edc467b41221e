import { array, cpu, createReference, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { leastSquares, type Weights } from '../src/index.ts';
import { exact, golden } from './golden.ts';

describe.each([reference, cpu])('leastSquares() on $name', (device) => {
  const [x, y] = [exact(golden.x, device), exact(golden.y, device)];
  const same = (found: Weights, wanted: Weights): void => {
    for (const [i, w] of wanted.coef.entries()) expect(found.coef[i]).toBeCloseTo(w, 9);
    expect(found.intercept).toBeCloseTo(wanted.intercept, 9);
  };

  test('finds the weights of scikit-learn’s LinearRegression', () => {
    same(leastSquares(x, y), golden.leastSquares);
  });
  test('finds those through zero', () => {
    same(leastSquares(x, y, { fitIntercept: false }), golden.throughZero);
  });
  test('finds those of Ridge with alpha = n · l2', () => {
    same(leastSquares(x, y, { l2: golden.ridge.l2 }), golden.ridge);
  });
  test('finds the shortest weights for dependent features', () => {
    same(leastSquares(exact(golden.dependent.x, device), y), golden.dependent);
  });
});

test('leastSquares() keeps float32 features far from zero apart', () => {
  const x = array([[100000], [100001], [100002]]);
  const { coef, intercept } = leastSquares(x, array([1, 2, 3]));
  expect(coef[0]).toBeCloseTo(1, 5);
  expect(intercept).toBeCloseTo(-99999, 0);
});
test('leastSquares() frees what it made', () => {
  const device = createReference();
  const [x, y] = [array([[1], [2], [4]], { device }), array([1, 2, 3], { device })];
  const before = device.stats().bytes;
  leastSquares(x, y, { l2: 0.1 });
  expect(device.stats().bytes).toBe(before);
});
