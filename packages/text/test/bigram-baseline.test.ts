import { expect, test } from 'vitest';
import { bigramBaseline } from '../src/bigram-baseline.ts';
import { CharTokenizer } from '../src/char-tokenizer.ts';
import { loadMobyDick } from '../src/load-moby-dick.ts';
import { splitTokens } from '../src/split-tokens.ts';

test('bigramBaseline() of Moby Dick, 90/10, is 2.466 nats per character', async () => {
  const text = await loadMobyDick();
  const tokenizer = CharTokenizer.train(text);
  const { train, validation } = splitTokens(tokenizer.encode(text));
  expect(bigramBaseline(train, validation, tokenizer.vocabSize)).toBeCloseTo(2.4655, 4);
});

test('bigramBaseline() adds the smoothing to every count', () => {
  const [train, validation] = [Int32Array.of(0, 1, 0, 1, 0), Int32Array.of(0, 0)]; // 0 is followed by 1 twice
  expect(bigramBaseline(train, validation, 2)).toBeCloseTo(-Math.log(1 / 4), 12);
  expect(bigramBaseline(train, validation, 2, { smoothing: 0.5 })).toBeCloseTo(-Math.log(0.5 / 3), 12);
});

test('bigramBaseline() of tokens never seen is that of guessing', () => {
  expect(bigramBaseline(Int32Array.of(0, 0), Int32Array.of(5, 6, 7), 10)).toBeCloseTo(Math.log(10), 12);
});

test('bigramBaseline() refuses what it cannot count', () => {
  const good = Int32Array.of(0, 1);
  expect(() => bigramBaseline(Int32Array.of(0), good, 2)).toThrow('Cannot count pairs in 1 tokens');
  expect(() => bigramBaseline(good, Int32Array.of(0, 2), 2)).toThrow('Cannot count token 2 at position 1');
  expect(() => bigramBaseline(good, good, 0)).toThrow('Cannot count pairs of 0 tokens');
  expect(() => bigramBaseline(good, good, 2, { smoothing: 0 })).toThrow('Cannot smooth counts by 0');
});
