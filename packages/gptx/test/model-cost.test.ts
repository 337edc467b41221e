import { expect, test } from 'vitest';
import { modelCost } from '../src/model-cost.ts';
import { runConfig } from '../src/run-config.ts';

const shape = runConfig({ nLayer: 4, nHead: 4, nEmbd: 128, blockSize: 64, batchSize: 12 });

test('modelCost() counts the tokens of a step', () => {
  expect(modelCost(shape, 65).tokensPerStep).toBe(768);
  expect(modelCost({ ...shape, gradAccumSteps: 3 }, 65).tokensPerStep).toBe(2304);
});

test('modelCost() counts 16 bytes a parameter: weight, gradient and two moments', () => {
  const { parameters, stateBytes } = modelCost(shape, 65);
  expect(stateBytes).toBe(16 * parameters);
});

test('modelCost() counts 6 operations a weight and token, and attention', () => {
  const { parameters, flopsPerStep } = modelCost(shape, 65);
  expect(flopsPerStep).toBe(768 * (6 * (parameters - 64 * 128) + 12 * 4 * 128 * 64));
});

test('modelCost() grows with the batch in activations alone', () => {
  const one = modelCost(shape, 65);
  const two = modelCost({ ...shape, batchSize: 24 }, 65);
  expect(two.parameters).toBe(one.parameters);
  expect(two.activationBytes).toBe(2 * one.activationBytes);
});
