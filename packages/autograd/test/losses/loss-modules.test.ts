import { array } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import * as autograd from '../../src/index.ts';
import { type Module, type Tensor, tensor } from '../../src/index.ts';

const library: Record<string, unknown> = { ...autograd };

/** Each module with the function and the options that it must agree with. */
const modules = {
  MSELoss: ['mseLoss', { reduction: 'sum' }],
  L1Loss: ['l1Loss', { reduction: 'sum' }],
  SmoothL1Loss: ['smoothL1Loss', { beta: 0.25 }],
  HuberLoss: ['huberLoss', { delta: 0.25 }],
  BCELoss: ['binaryCrossEntropy', { weight: array([1, 2]) }],
  BCEWithLogitsLoss: ['binaryCrossEntropyWithLogits', { posWeight: 4 }],
  CrossEntropyLoss: ['crossEntropy', { labelSmoothing: 0.2 }],
  NLLLoss: ['nllLoss', { weight: array([1, 2]) }],
  KLDivLoss: ['klDiv', { reduction: 'batchMean' }],
} as const;

describe('losses as modules', () => {
  const prediction = tensor([
    [0.25, 0.75],
    [0.5, 0.5],
  ]);
  for (const [name, [f, options]] of Object.entries(modules))
    test(`${name} computes ${f}() with its options, and without any`, () => {
      const Loss = library[name] as new (options?: object) => Module<[Tensor, unknown]>;
      const call = library[f] as (x: Tensor, y: unknown, options?: object) => Tensor;
      const classes = f === 'crossEntropy' || f === 'nllLoss';
      const target = classes
        ? array([0, 1], { dtype: 'int32' })
        : array([
            [1, 0],
            [0, 1],
          ]);
      expect(new Loss(options).forward(prediction, target).item()).toBe(call(prediction, target, options).item());
      expect(new Loss().forward(prediction, target).item()).toBe(call(prediction, target).item());
      expect(new Loss(options).stateDict().size).toBe(0);
    });
});
