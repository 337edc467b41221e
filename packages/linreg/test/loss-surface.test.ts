import { array, createReference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { leastSquares, lossSurface, trajectory } from '../src/index.ts';

const [x, y] = [array([[-1], [1]]), array([-1, 3])]; // y = 2x + 1

describe('lossSurface()', () => {
  test('is the mean squared error at each coefficient (across) and intercept (down)', () => {
    const { a, b, losses } = lossSurface(x, y, { a: [1, 3], b: [0, 1], count: 3 });
    expect([a, b]).toEqual([
      [1, 2, 3],
      [0, 0.5, 1],
    ]);
    expect(losses).toEqual([
      [2, 1, 2],
      [1.25, 0.25, 1.25],
      [1, 0, 1],
    ]);
  });
  test('varies the first two coefficients of more, at the least squares of the rest', () => {
    const [wide, targets] = [
      array([
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
        [1, 1, 1],
        [2, 0, 1],
      ]),
      array([2, 3, 4, 7, 7]),
    ];
    const best = leastSquares(wide, targets);
    const surface = lossSurface(wide, targets, { count: 3 });
    expect(surface.vary).toEqual([0, 1]);
    expect(surface.a[1]).toBeCloseTo(best.coef[0]!, 5);
    expect(surface.losses[1]![1]).toBe(Math.min(...surface.losses.flat()));
  });
  test('shows zero, where descents start', () => {
    const { a, b } = lossSurface(x, y);
    expect([a[0]! < 0, b[0]! < 0, a.length]).toEqual([true, true, 41]);
  });
  test('agrees with the losses of a trajectory', () => {
    const { coef, intercept, loss } = trajectory(x, y, { epochs: 3, l2: 0.5 }).at(-1)!;
    const at = lossSurface(x, y, { a: [coef[0]!, 9], b: [intercept, 9], count: 2, l2: 0.5 });
    expect(at.losses[0]![0]).toBeCloseTo(loss, 5);
  });
  test('frees what it made', () => {
    const device = createReference();
    const [features, targets] = [array([[1], [2]], { device }), array([1, 2], { device })];
    const before = device.stats().bytes;
    lossSurface(features, targets, { count: 5 });
    expect(device.stats().bytes).toBe(before);
  });
  test('refuses weights that are not there, one weight twice, and ranges that do not rise', () => {
    expect(() => lossSurface(x, y, { vary: [0, 1] })).toThrow(
      "Cannot vary weight 1: expected 'intercept' or a feature from 0 to 0",
    );
    expect(() => lossSurface(x, y, { vary: [0, 0] })).toThrow('Cannot vary weight 0 along both axes');
    expect(() => lossSurface(x, y, { a: [1, 1] })).toThrow('Cannot draw a loss surface from 1 to 1');
    expect(() => lossSurface(x, y, { count: 1 })).toThrow('of 1 values an axis');
    expect(() => lossSurface(x, y, { at: { coef: [1, 2], intercept: 0 } })).toThrow('at 2 coefficients');
  });
});
