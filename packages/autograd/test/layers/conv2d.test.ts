import { array, createReference, ones, Random, scope } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import {
  AvgPool2d,
  avgPool2d,
  Conv2d,
  conv2d,
  crossEntropy,
  Flatten,
  Linear,
  MaxPool2d,
  maxPool2d,
  ReLU,
  Sequential,
  Tensor,
} from '../../src/index.ts';

const x = new Tensor(new Random(2).normal([2, 4, 6, 6]));

describe('Conv2d', () => {
  test('convolves with its weights, bias and options', () => {
    const layer = new Conv2d(4, 6, [3, 2], { padding: [1, 0], stride: 2, groups: 2, random: new Random(1) });
    expect(layer.weight.shape).toEqual([6, 2, 3, 2]);
    expect(layer.bias!.shape).toEqual([6]);
    const options = { padding: [1, 0], stride: 2, groups: 2 } as const;
    expect(layer.forward(x).value.toArray()).toEqual(conv2d(x, layer.weight, layer.bias, options).value.toArray());
    expect(new Conv2d(4, 2, 3, { bias: false }).parameters()).toHaveLength(1);
  });

  test("draws weights and biases within PyTorch's bound", () => {
    const layer = new Conv2d(8, 64, 3, { groups: 2, random: new Random(1) });
    const bound = 1 / Math.sqrt(4 * 9);
    for (const { value } of layer.parameters()) {
      expect(value.abs().max().item()).toBeLessThanOrEqual(bound);
      expect(value.abs().max().item()).toBeGreaterThan(0.9 * bound);
    }
  });

  test('lies where it is told to', () => {
    expect(new Conv2d(1, 1, 2, { dtype: 'float64' }).weight.dtype).toBe('float64');
  });

  test('refuses channels, groups and kernels that cannot be', () => {
    expect(() => new Conv2d(3, 4, 3, { groups: 2 })).toThrow(
      'Cannot make Conv2d(3, 4) of 2 groups: expected whole numbers of at least 1, channels divisible by the groups',
    );
    expect(() => new Conv2d(0, 4, 3)).toThrow('Conv2d(0, 4) of 1 group:');
    expect(() => new Conv2d(1, 1, [3, 0])).toThrow('kernel [3,0]: expected whole numbers of at least 1');
  });
});

test('a convolutional net overfits one batch, and a step leaves nothing behind', () => {
  const random = new Random(3);
  const device = createReference();
  const net = new Sequential(
    new Conv2d(1, 4, 3, { padding: 1, random, device }),
    new ReLU(),
    new MaxPool2d(2),
    new Flatten(),
    new Linear(16, 2, { random, device }),
  );
  const images = new Tensor(random.normal([6, 1, 4, 4], { device }));
  const labels = array([0, 1, 0, 1, 1, 0], { dtype: 'int32', device });
  const step = (): number => {
    using _ = scope();
    const loss = crossEntropy(net.forward(images), labels);
    loss.backward();
    for (const p of net.parameters()) p.value.assign(p.value.sub(p.grad!.mul(0.5)));
    net.zeroGrad();
    return loss.item();
  };
  step();
  const { bytes } = device.stats();
  for (let i = 0; i < 40; i++) step();
  expect(step()).toBeLessThan(0.05);
  expect(device.stats().bytes).toBe(bytes);
});

test('MaxPool2d and AvgPool2d are their functions', () => {
  const options = { stride: 1, padding: 1 } as const;
  expect(new MaxPool2d(2).forward(x).value.toArray()).toEqual(maxPool2d(x, 2).value.toArray());
  expect(new MaxPool2d(3, options).forward(x).value.toArray()).toEqual(maxPool2d(x, 3, options).value.toArray());
  expect(new AvgPool2d(2).forward(x).value.toArray()).toEqual(avgPool2d(x, 2).value.toArray());
  const image = new Tensor(ones([1, 1, 2, 2]));
  expect(new AvgPool2d(2, { padding: 1, countIncludePad: false }).forward(image).value.toArray()).toEqual([
    [
      [
        [1, 1],
        [1, 1],
      ],
    ],
  ]);
});
