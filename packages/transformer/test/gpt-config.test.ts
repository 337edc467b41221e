import { checkGPTConfig, estimateFlops, GPT, parameterCount } from '@zero-to-gpt/transformer';
import { expect, test } from 'vitest';
import { tiny } from './tiny-gpt.ts';

test('checkGPTConfig() fills in the defaults: bias, no dropout', () => {
  expect(checkGPTConfig(tiny)).toEqual({ ...tiny, bias: true, dropout: 0 });
});

test('checkGPTConfig() names what is wrong', () => {
  const check = (wrong: object) => () => checkGPTConfig({ ...tiny, ...wrong });
  expect(check({ nHead: 3 })).toThrow('nEmbd 8 does not divide into nHead 3 equal heads');
  expect(check({ nLayer: 1.5 })).toThrow('nLayer is 1.5, wanted a whole number, at least 1');
  expect(check({ vocabSize: 0 })).toThrow('vocabSize is 0');
  expect(check({ blockSize: undefined })).toThrow('blockSize is undefined');
  expect(check({ nEmbd: '8' })).toThrow('nEmbd is 8');
  expect(check({ dropout: 1 })).toThrow('dropout is 1, wanted a number of at least 0 and below 1');
  expect(check({ bias: 1 })).toThrow(TypeError);
});

test('parameterCount() equals what a GPT holds, with and without bias', () => {
  for (const bias of [true, false]) {
    using model = new GPT({ ...tiny, bias });
    expect(parameterCount(model.config)).toBe(model.parameters().reduce((sum, p) => sum + p.size, 0));
  }
});

test('parameterCount() of GPT-2 is 124,439,808', () => {
  expect(parameterCount({ vocabSize: 50257, blockSize: 1024, nLayer: 12, nHead: 12, nEmbd: 768 })).toBe(124439808);
});

test('estimateFlops() counts six operations a weight and the attention', () => {
  const config = { vocabSize: 3, blockSize: 5, nLayer: 1, nHead: 1, nEmbd: 2 };
  expect(estimateFlops(config)).toBe(6 * (48 + 6) + 12 * 2 * 5);
});
