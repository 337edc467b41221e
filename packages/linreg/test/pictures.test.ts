import { array } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { lossSurface, pathPoints, residualPoints, scatterPoints, surfacePoints, trajectory } from '../src/index.ts';

const [x, y] = [
  array([
    [-1, 5],
    [1, 6],
  ]),
  array([-2, 2]),
];

describe('rows for plots', () => {
  test('scatterPoints() pairs one feature with the target', () => {
    expect(scatterPoints(x, y, { feature: 1 })).toEqual([
      { x: 5, y: -2 },
      { x: 6, y: 2 },
    ]);
  });
  test('scatterPoints() refuses a feature that is not there', () => {
    expect(() => scatterPoints(x, y, { feature: 2 })).toThrow('Cannot plot feature 2: x is [2,2]');
  });
  test('residualPoints() has what is left of the target', () => {
    expect(residualPoints(array([1, 2]), array([4, 0]))).toEqual([
      { prediction: 1, target: 4, residual: 3 },
      { prediction: 2, target: 0, residual: -2 },
    ]);
  });
  test('residualPoints() refuses other shapes', () => {
    expect(() => residualPoints(array([1, 2]), array([4]))).toThrow('Cannot plot residuals: the prediction is [2]');
  });
  test('surfacePoints() lists the grid row by row', () => {
    const surface = lossSurface(array([[-1], [1]]), y, { a: [0, 2], b: [0, 1], count: 2 });
    expect(surfacePoints(surface)).toEqual([
      { a: 0, b: 0, loss: 4 },
      { a: 2, b: 0, loss: 0 },
      { a: 0, b: 1, loss: 5 },
      { a: 2, b: 1, loss: 1 },
    ]);
  });
  test('pathPoints() follows the two weights of the surface', () => {
    const path = trajectory(array([[-1], [1]]), y, { lr: 0.25, epochs: 1 });
    expect(pathPoints(path, { vary: ['intercept', 0] })).toEqual([
      { a: 0, b: 0, loss: 4, epoch: 0 },
      { a: 0, b: 1, loss: 1, epoch: 1 },
    ]);
  });
});
