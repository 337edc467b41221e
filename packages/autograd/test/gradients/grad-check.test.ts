import { array, cpu, type NDArray, reference } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { applyOne, gradCheck, Tensor, tensor } from '../../src/index.ts';

const wrongSquare = (x: NDArray) => ({
  values: [x.mul(x)],
  saved: [x],
  backward: ([dy]: readonly (NDArray | null)[]) => [dy!.mul(x)], // the 2 is missing
});

for (const device of [reference, cpu])
  describe(`gradCheck() on ${device.name}`, () => {
    test('names input, element, slope found and slope wanted', () => {
      const a = tensor([[1, 2]], { device, requiresGrad: true });
      const b = tensor([[0, 3]], { device, requiresGrad: true });
      expect(() => gradCheck((x, y) => x.add(applyOne(wrongSquare, y)).sum(), [a, b])).toThrow(
        /^Gradient of input 1 at \[0,1\] is off: found 3, wanted (6\.0|5\.9)/,
      );
    });

    test('takes float32 inputs and computes in float64', () => {
      gradCheck((x) => x.exp().log(), [tensor([0.1, 0.2], { device, requiresGrad: true })]);
    });

    test('holds inputs still that require no gradient', () => {
      const constant = tensor([1, 2], { device });
      gradCheck((x, c) => x.mul(applyOne(wrongSquare, c)), [tensor([3, 4], { device, requiresGrad: true }), constant]);
    });

    test('leaves gradients and values of the inputs as they were', () => {
      const x = tensor([1, 2], { device, requiresGrad: true });
      gradCheck((a) => a.mul(a), [x]);
      expect(x.grad).toBe(null);
      expect(x.value.toArray()).toEqual([1, 2]);
    });
  });

describe('gradCheck() says what is wrong', () => {
  test('where no input requires a gradient', () => {
    expect(() => gradCheck((x) => x.sum(), [tensor([1])])).toThrow('none of the 1 inputs requires one');
  });

  test('where f leaves float64', () => {
    const x = tensor([1], { requiresGrad: true });
    expect(() => gradCheck((a) => a.astype('float32').mul(array([1])), [x])).toThrow('float32 result');
  });

  test('on devices that must be awaited', () => {
    const x = tensor([1], { device: new QueuedDevice(), requiresGrad: true });
    expect(() => gradCheck((a) => a.mul(a), [x])).toThrow('Cannot read an array on queued at once');
  });
});

describe('gradCheck() of order 2', () => {
  const x = tensor([0.5, -1], { dtype: 'float64', requiresGrad: true });
  const w = tensor([2, 3], { dtype: 'float64' });

  test('passes where the gradient has the right gradient, for linear functions too', () => {
    gradCheck((a) => a.tanh(), [x], { order: 2 });
    gradCheck((a, b) => a.mul(b), [x, w], { order: 2 });
  });

  test('finds a rule whose slope is right and whose slope of the slope is not', () => {
    // the slope 2x is held as an array: traced, it does not change with x
    const square = (a: NDArray) => {
      const traced: unknown = a;
      const slope = (traced instanceof Tensor ? traced.value : a).mul(2);
      return { values: [a.mul(a)], saved: [slope], backward: ([dy]: readonly (NDArray | null)[]) => [dy!.mul(slope)] };
    };
    gradCheck((a) => applyOne(square, a), [x]);
    expect(() => gradCheck((a) => applyOne(square, a), [x], { order: 2 })).toThrow(
      /^Gradient of the gradient of input 0 at \[0\] is off: found/,
    );
  });

  test('refuses rules that work on arrays alone', () => {
    const double = (a: NDArray) => ({
      values: [a.mul(2)],
      backward: ([dy]: readonly (NDArray | null)[]) => [array(dy!.mul(2).toArray(), { dtype: 'float64' })],
    });
    gradCheck((a) => applyOne(double, a), [x]);
    expect(() => gradCheck((a) => applyOne(double, a), [x], { order: 2 })).toThrow(
      'Cannot make the graph of the gradient of double',
    );
  });
});
