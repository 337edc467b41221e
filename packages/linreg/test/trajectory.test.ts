import { array } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { LinearRegression, trajectory } from '../src/index.ts';

const [x, y] = [array([[-1], [0], [1]]), array([-1, 1, 3])];

describe('trajectory()', () => {
  test('walks where LinearRegression walks', () => {
    const path = trajectory(x, y, { lr: 0.1, epochs: 7 });
    const model = new LinearRegression({ lr: 0.1, epochs: 7 }).fit(x, y);
    expect(path.map(({ loss }) => loss)).toEqual(model.history);
    expect(path.at(-1)!.coef).toEqual(model.coef.toArray());
  });
  test('begins at zero', () => {
    const { coef, intercept, epoch, step } = trajectory(x, y)[0]!;
    expect({ coef, intercept, epoch, step }).toEqual({ coef: [0], intercept: 0, epoch: 0, step: 0 });
  });
  test('ends before the loss overflows', () => {
    const path = trajectory(x, y, { lr: 50, epochs: 100 });
    expect(path.length).toBeLessThan(101);
    expect(path.every(({ loss }) => Number.isFinite(loss))).toBe(true);
    expect(path.at(-1)!.loss).toBeGreaterThan(path[0]!.loss);
  });
  test('refuses NaN and wrong shapes', () => {
    expect(() => trajectory(array([[NaN], [0], [1]]), y)).toThrow('Cannot descend: x[0, 0] is NaN');
    expect(() => trajectory(y, y)).toThrow('Cannot descend: x is [3]');
  });
});
