import { expect, test } from 'vitest';
import { splitTokens } from '../src/split-tokens.ts';

test('splitTokens() keeps the last tenth for validation, without copying', () => {
  const tokens = Uint16Array.from({ length: 20 }, (_, i) => i);
  const { train, validation } = splitTokens(tokens);
  expect([train.length, [...validation]]).toEqual([18, [18, 19]]);
  expect(train.buffer).toBe(tokens.buffer);
});

test('splitTokens() cuts where nanoGPT cuts: int(0.9 · n) tokens for training', () => {
  for (const n of [10, 11, 19, 1_115_394, 1_190_317])
    expect(splitTokens(new Uint16Array(n)).train.length).toBe(Math.floor((n * 9) / 10));
});

test('splitTokens() wants both parts to get tokens', () => {
  expect(() => splitTokens(new Int32Array(5))).not.toThrow();
  expect(() => splitTokens(new Int32Array(1))).toThrow('Cannot split 1 tokens with 0.1 for validation');
  expect(() => splitTokens(new Int32Array(5), { validation: 0.999 })).toThrow('a part would be empty');
  for (const validation of [0, 1, -0.1, Number.NaN])
    expect(() => splitTokens(new Int32Array(5), { validation })).toThrow(`Cannot keep ${validation} of the tokens`);
});
