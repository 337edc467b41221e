import { array, cpu, type NDArray, reference } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { applyOne, gradCheck, tensor } from '../src/index.ts';

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
