import { arange, array, ones, Random, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { Conv2d, Flatten, MaxPool2d } from '../../src/conv/index.ts';
import { init } from '../../src/index.ts';

const square = () => arange(9).reshape(1, 1, 3, 3); // 0 … 8

describe('Conv2d', () => {
  test('multiplies each window with the filter, without turning it, and adds the bias', () => {
    using layer = new Conv2d(1, 1, 2);
    layer.weight.value.assign(
      array([
        [
          [
            [1, 10],
            [100, 1000],
          ],
        ],
      ]),
    );
    layer.bias!.value.assign(array([0.5]));
    expect(layer.forward(square()).toArray()).toEqual([
      [
        [
          [4310.5, 5421.5],
          [7643.5, 8754.5],
        ],
      ],
    ]);
  });
  test('sums over the channels', () => {
    using layer = new Conv2d(2, 1, 1, { bias: false, init: (shape) => ones(shape) });
    expect(layer.forward(array([[[[1, 2]], [[10, 20]]]])).toArray()).toEqual([[[[11, 22]]]]);
  });
  test.each([
    [{}, [2, 4, 6, 7]],
    [{ padding: 1 }, [2, 4, 8, 9]],
    [{ stride: 2 }, [2, 4, 3, 4]],
    [{ stride: [1, 3] as const, padding: [0, 2] as const }, [2, 4, 6, 4]],
    [{ dilation: 2 }, [2, 4, 4, 5]],
  ])('with %j makes [2, 3, 8, 9] into %j', (options, shape) => {
    using layer = new Conv2d(3, 4, 3, options);
    expect(layer.forward(zeros([2, 3, 8, 9])).shape).toEqual(shape);
  });
  test("starts as PyTorch's: uniform within ±1/√(in · kh · kw)", () => {
    using layer = new Conv2d(4, 50, 2, { random: new Random(1) });
    for (const { value } of layer.parameters) {
      expect(value.abs().max().item()).toBeLessThan(0.25);
      expect(value.abs().max().item()).toBeGreaterThan(0.23);
    }
  });
  test('starts the bias from zeros where init is given', () => {
    using layer = new Conv2d(1, 2, 3, { init: init.kaiming });
    expect(layer.bias!.value.toArray()).toEqual([0, 0]);
  });
  test('gives nothing for an empty batch, and slopes of 0', () => {
    using layer = new Conv2d(3, 4, 3);
    expect(layer.forward(zeros([0, 3, 8, 8])).shape).toEqual([0, 4, 6, 6]);
    expect(layer.backward(zeros([0, 4, 6, 6])).shape).toEqual([0, 3, 8, 8]);
    for (const { grad } of layer.parameters) expect(grad.abs().sum().item()).toBe(0);
  });
  test('refuses other channels, and what cannot be', () => {
    using layer = new Conv2d(3, 4, 3);
    expect(() => layer.forward(zeros([2, 1, 8, 8]))).toThrow(
      'Cannot convolve [2,1,8,8]: expected 3 channels, [batch, 3, height, width]',
    );
    expect(() => layer.forward(zeros([3, 8, 8]))).toThrow('Cannot convolve [3,8,8]');
    expect(() => layer.forward(zeros([1, 0, 8, 8]))).toThrow('Cannot convolve [1,0,8,8]: found no channels');
    expect(() => new Conv2d(0, 4, 3)).toThrow('Cannot make Conv2d(0, 4): expected whole numbers of channels');
    expect(() => new Conv2d(1, 4, [3, 0])).toThrow('Cannot move a window with kernel [3,0]');
  });
});

describe('MaxPool2d', () => {
  test('keeps the largest of each window, and steps by the size of the window', () => {
    expect(new MaxPool2d([1, 3]).forward(square()).toArray()).toEqual([[[[2], [5], [8]]]]);
    expect(new MaxPool2d(2).forward(square()).toArray()).toEqual([[[[4]]]]);
    expect(new MaxPool2d(2, { stride: 1 }).forward(square()).toArray()).toEqual([
      [
        [
          [4, 5],
          [7, 8],
        ],
      ],
    ]);
  });
  test('pads by −∞: negative numbers stay what they are', () => {
    expect(new MaxPool2d(2, { padding: 1 }).forward(square().neg().sub(1)).toArray()).toEqual([
      [
        [
          [-1, -2],
          [-4, -5],
        ],
      ],
    ]);
  });
  test('backward() gives dy to the first of equal numbers', () => {
    const layer = new MaxPool2d(2);
    layer.forward(ones([1, 1, 2, 2]));
    expect(layer.backward(array([[[[7]]]])).toArray()).toEqual([
      [
        [
          [7, 0],
          [0, 0],
        ],
      ],
    ]);
  });
  test('backward() adds up where windows overlap', () => {
    const layer = new MaxPool2d(2, { stride: 1 });
    layer.forward(
      array([
        [
          [
            [0, 0, 0],
            [0, 9, 0],
            [0, 0, 0],
          ],
        ],
      ]),
    );
    const dx = layer.backward(ones([1, 1, 2, 2]));
    expect(dx.get(0, 0, 1, 1)).toBe(4);
    expect(dx.sum().item()).toBe(4);
  });
  test('refuses padding of more than half a window', () => {
    expect(() => new MaxPool2d(2, { padding: 2 })).toThrow(
      'Cannot pad windows of [2,2] by [2,2]: expected half a window at most',
    );
    expect(() => new MaxPool2d(0)).toThrow('Cannot move a window with kernel [0,0]');
    expect(() => new MaxPool2d(4).forward(square())).toThrow('it does not fit once');
  });
});

describe('Flatten', () => {
  test('keeps the batch and joins the rest, and back', () => {
    const layer = new Flatten();
    expect(layer.forward(zeros([2, 3, 4, 5])).shape).toEqual([2, 60]);
    expect(layer.backward(zeros([2, 60])).shape).toEqual([2, 3, 4, 5]);
  });
  test('refuses an empty batch', () => {
    expect(() => new Flatten().forward(zeros([0, 3]))).toThrow('Cannot flatten [0,3]: the batch is empty');
  });
});
