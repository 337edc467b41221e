import { cpu } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { loadCorpus } from '../src/corpus.ts';
import { measureStep } from '../src/estimate.ts';
import { modelCost } from '../src/model-cost.ts';
import { runConfig } from '../src/run-config.ts';
import { workplace } from './tiny.ts';

const { text } = workplace();

const config = runConfig({ nLayer: 4, nHead: 4, nEmbd: 128, blockSize: 64, batchSize: 12 });

test('modelCost() counts the parameters of nanoGPT’s model for a CPU', () => {
  expect(modelCost({ ...config, bias: false }, 65).parameters).toBe(804_096);
});

test('modelCost() counts the tokens of a step', () => {
  expect(modelCost(config, 65).tokensPerStep).toBe(768);
  expect(modelCost({ ...config, gradAccumSteps: 3 }, 65).tokensPerStep).toBe(2304);
});

test('modelCost() counts 16 bytes a parameter: weight, gradient and two moments', () => {
  const { parameters, stateBytes } = modelCost(config, 65);
  expect(stateBytes).toBe(16 * parameters);
});

test('modelCost() counts 6 operations a weight and token, and attention', () => {
  expect(modelCost(config, 65).flopsPerStep).toBe(768 * (6 * (4 * 12 * 128 ** 2 + 65 * 128) + 12 * 4 * 128 * 64));
});

test('modelCost() of a larger batch differs in activations and not in parameters', () => {
  const one = modelCost(config, 65);
  const two = modelCost({ ...config, batchSize: 24 }, 65);
  expect(two.parameters).toBe(one.parameters);
  expect(two.activationBytes).toBe(2 * one.activationBytes);
});

test('modelCost() tells the memory that training takes, to a fifth', async () => {
  const settings = runConfig({ text: text(), nLayer: 2, nEmbd: 64, blockSize: 32, batchSize: 8 });
  const corpus = await loadCorpus(settings);
  await measureStep(settings, corpus);
  const { stateBytes, activationBytes } = modelCost(settings, corpus.tokenizer.vocabSize);
  const ratio = (stateBytes + activationBytes) / cpu.stats().peak;
  expect(ratio).toBeGreaterThan(0.8);
  expect(ratio).toBeLessThan(1.2);
});
