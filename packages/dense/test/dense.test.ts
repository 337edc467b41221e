import { array, ones, Random, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { Dense, GELU, init, ReLU, Sequential } from '../src/index.ts';

describe('Dense', () => {
  test('tells how many numbers it takes and gives', () => {
    using layer = new Dense(3, 2);
    expect([layer.inputs, layer.outputs]).toEqual([3, 2]);
    expect([layer.weight.value.shape, layer.bias!.value.shape]).toEqual([[2, 3], [2]]);
  });
  test("starts as PyTorch's: weights and bias uniform within ±1/√inputs", () => {
    using layer = new Dense(16, 200, { random: new Random(1) });
    for (const { value } of layer.parameters) {
      expect(value.abs().max().item()).toBeLessThan(0.25);
      expect(value.abs().max().item()).toBeGreaterThan(0.24);
    }
  });
  test('starts the bias from zeros where init is given', () => {
    using layer = new Dense(2, 3, { init: init.kaiming });
    expect(layer.bias!.value.toArray()).toEqual([0, 0, 0]);
  });
  test('without bias has the weight alone', () => {
    using layer = new Dense(2, 1, { bias: false, init: (shape) => ones(shape) });
    expect(layer.parameters.map(({ name }) => name)).toEqual(['weight']);
    expect(layer.forward(array([[3, 4]])).toArray()).toEqual([[7]]);
  });
  test('takes an empty batch of the right width', () => {
    using layer = new Dense(2, 3);
    expect(layer.forward(zeros([0, 2])).shape).toEqual([0, 3]);
  });
  test('says which width was found and wanted', () => {
    using layer = new Dense(3, 2);
    expect(() => layer.forward(zeros([5, 4]))).toThrow(
      'Cannot go through Dense(3, 2): x is [5,4], expected [samples, 3]',
    );
    expect(() => layer.forward(zeros([]))).toThrow('x is [], expected [samples, 3]');
  });
  test.each([
    [0, 2],
    [2, -1],
    [1.5, 2],
    [2, Number.NaN],
  ])('refuses sizes %d and %d', (inputs, outputs) => {
    expect(() => new Dense(inputs, outputs)).toThrow(
      `Cannot make Dense(${inputs}, ${outputs}): expected whole numbers of at least 1`,
    );
  });
  test('backward() before forward() and with another shape is refused by name', () => {
    using layer = new Dense(3, 2);
    expect(() => layer.backward(zeros([1, 2]))).toThrow(
      'Cannot go backward through Dense: call forward first, once for each backward',
    );
    layer.forward(zeros([5, 3]));
    expect(() => layer.backward(zeros([4, 2]))).toThrow(
      "Cannot go backward through Dense: dy is [4,2], expected the result's shape [5,2]",
    );
  });
});

describe('Sequential', () => {
  test('names the layer that its input does not fit', () => {
    using model = new Sequential(new Dense(2, 3), new ReLU(), new Dense(4, 1));
    expect(() => model.forward(zeros([5, 2]))).toThrow(
      'Layer 2: Cannot go through Dense(4, 1): x is [5,3], expected [samples, 4]',
    );
  });
  test('names the layer whose slopes do not fit', () => {
    using model = new Sequential(new Dense(2, 3), new ReLU());
    model.forward(zeros([5, 2]));
    expect(() => model.backward(zeros([5, 2]))).toThrow('Layer 1: Cannot go backward through ReLU: dy is [5,2]');
  });
  test('names both where one stands in the other', () => {
    using model = new Sequential(new ReLU(), new Sequential(new Dense(2, 1)));
    expect(() => model.forward(zeros([1, 3]))).toThrow('Layer 1: Layer 0: Cannot go through');
  });
  test('wants layers, and one at least', () => {
    expect(() => new Sequential()).toThrow('Cannot make Sequential(): expected one layer or more');
    expect(() => new Sequential(new ReLU(), 'relu' as unknown as ReLU)).toThrow(
      'Cannot make Sequential: part 1 is relu, expected a layer',
    );
  });
});

test('GELU() refuses a way that it does not know', () => {
  expect(() => new GELU({ approximate: 'erf' as 'none' })).toThrow(
    "Cannot approximate GELU by 'erf': expected 'tanh' or 'none'",
  );
});
