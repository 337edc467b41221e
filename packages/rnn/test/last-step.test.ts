import { gradCheckLayer } from '@zero-to-gpt/dense';
import { array, Random, reference, zeros } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { LastStep } from '../src/index.ts';

expect.extend(matchers);

describe('LastStep', () => {
  forEachDevice((makeDevice, name) => {
    test(`takes the last of the steps, and gives it the slope, on ${name}`, async () => {
      const device = makeDevice();
      const layer = new LastStep();
      await expect(
        layer.forward(
          array(
            [
              [[1], [2]],
              [[3], [4]],
            ],
            { device },
          ),
        ),
      ).toBeAllClose([[2], [4]]);
      await expect(layer.backward(array([[5], [6]], { device }))).toBeAllClose([
        [[0], [5]],
        [[0], [6]],
      ]);
    });
  });
  test('backward() gives the slope of the input', () => {
    const x = new Random(1).normal([2, 3, 4], { dtype: 'float64', device: reference });
    expect(gradCheckLayer(new LastStep(), x)).toBeLessThan(1e-6);
  });
  test('refuses what is no sequence, and sequences without a step', () => {
    expect(() => new LastStep().forward(zeros([2, 3]))).toThrow(
      'Cannot take the last step of [2,3]: expected [batch, time, values]',
    );
    expect(() => new LastStep().forward(zeros([2, 0, 3]))).toThrow('Cannot take the last step of [2,0,3]');
  });
  test('refuses slopes of another shape, and backward() without forward()', () => {
    const layer = new LastStep();
    expect(() => layer.backward(zeros([2, 3]))).toThrow('call forward first, once for each backward');
    layer.forward(zeros([2, 5, 3]));
    expect(() => layer.backward(zeros([2, 5, 3]))).toThrow("dy is [2,5,3], expected the result's shape [2,3]");
    layer.backward(zeros([2, 3]));
    expect(() => layer.backward(zeros([2, 3]))).toThrow('call forward first');
  });
});
