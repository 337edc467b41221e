import { array, cpu, type Device, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers, QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { gradCheck, maeGradient, maeLoss, mseGradient, mseLoss, r2Gradient, r2Score } from '../src/index.ts';
import { exact, golden } from './golden.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) => {
  describe(name, () => {
    const on = (values: number[], device: Device) => array(values, { device });

    test('mseGradient() is 2/n times the error', async () => {
      const device = makeDevice();
      await expect(mseGradient(on([1, 2, 6, 0], device), on([1, 4, 3, 0], device))).toBeAllClose([0, -1, 1.5, 0]);
    });
    test('maeGradient() is the sign of the error over n', async () => {
      const device = makeDevice();
      await expect(maeGradient(on([1, 2, 6, 0], device), on([1, 4, 3, 0], device))).toBeAllClose([0, -0.25, 0.25, 0]);
    });
    test('mseGradient() of a matrix divides by all its elements', async () => {
      const device = makeDevice();
      const [p, t] = [
        array(
          [
            [1, 2],
            [3, 4],
          ],
          { device },
        ),
        array(
          [
            [0, 0],
            [0, 0],
          ],
          { device },
        ),
      ];
      await expect(mseGradient(p, t)).toBeAllClose([
        [0.5, 1],
        [1.5, 2],
      ]);
    });
  });
});

describe.each([reference, cpu])('$name', (device) => {
  const [p, t] = [exact(golden.metrics.prediction, device), exact(golden.y, device)];

  test('mseLoss() is mean_squared_error', () => {
    expect(mseLoss(p, t)).toBeCloseTo(golden.metrics.mse, 12);
  });
  test('maeLoss() is mean_absolute_error', () => {
    expect(maeLoss(p, t)).toBeCloseTo(golden.metrics.mae, 12);
  });
  test('r2Score() is r2_score', () => {
    expect(r2Score(p, t)).toBeCloseTo(golden.metrics.r2, 12);
  });
  test('mseGradient(), maeGradient() and r2Gradient() are the slopes of their losses', () => {
    gradCheck(
      (x) => mseLoss(x, t),
      (x) => mseGradient(x, t),
      p,
    );
    gradCheck(
      (x) => maeLoss(x, t),
      (x) => maeGradient(x, t),
      p,
    );
    gradCheck(
      (x) => r2Score(x, t),
      (x) => r2Gradient(x, t),
      p,
    );
  });
});

test('mseLoss() refuses a column beside a vector, which would pair all with all', () => {
  expect(() => mseLoss(array([[1], [2]]), array([1, 2]))).toThrow(
    'Cannot measure a loss: the prediction is [2,1] and the target [2], expected equal shapes',
  );
});
test('mseGradient(), r2Score() and maeLoss() refuse it too', () => {
  const [p, t] = [array([[1], [2]]), array([1, 2])];
  expect(() => mseGradient(p, t)).toThrow('Cannot find a gradient: the prediction is [2,1]');
  expect(() => r2Score(p, t)).toThrow('Cannot score: the prediction is [2,1]');
  expect(() => maeLoss(p, t)).toThrow(RangeError);
});
test('mseLoss() of nothing throws', () => {
  expect(() => mseLoss(array([]), array([]))).toThrow('the prediction is empty, [0]');
});
test('mseLoss() of NaN is NaN', () => {
  expect(mseLoss(array([NaN]), array([1]))).toBeNaN();
});
test('mseLoss() on a device that must be awaited says how to read', () => {
  const device = new QueuedDevice();
  const x = array([1], { device });
  expect(() => mseLoss(x, x)).toThrow('await x.to(cpu)');
});
test('r2Score() of a constant target is 1 where exact, else 0', () => {
  const constant = array([0.1, 0.1, 0.1]);
  expect([r2Score(constant, constant), r2Score(array([0, 0, 0]), constant)]).toEqual([1, 0]);
});
test('r2Score() needs two elements', () => {
  expect(() => r2Score(array([1]), array([1]))).toThrow('Cannot score 1 element: R² needs two or more');
});
test('r2Gradient() of a constant target throws', () => {
  expect(() => r2Gradient(array([1, 2]), array([3, 3]))).toThrow('R² has no slope for a constant target');
});
