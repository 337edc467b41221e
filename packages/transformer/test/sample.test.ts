import { Random, seed } from '@zero-to-gpt/linalg';
import { type SampleOptions, sample } from '@zero-to-gpt/transformer';
import { expect, test } from 'vitest';

const logits = Float32Array.of(1, 3, 2, 3, -1);

/** Ids drawn, sorted, and how often. */
function counts(options: SampleOptions, draws = 2000, from: Float32Array = logits): Record<number, number> {
  const random = new Random(7);
  const found: Record<number, number> = {};
  for (let i = 0; i < draws; i++) {
    const id = sample(from, { random, ...options });
    found[id] = (found[id] ?? 0) + 1;
  }
  return found;
}

test('sample() at temperature 0 takes the likeliest, the first of equal ones', () => {
  expect(sample(logits, { temperature: 0 })).toBe(1);
});

test('sample() draws as often as softmax says', () => {
  const found = counts({}, 20_000, Float32Array.of(0, Math.LN2, -Infinity));
  expect(Math.abs(found[1]! / 20_000 - 2 / 3)).toBeLessThan(0.01); // three deviations
  expect(found[2]).toBeUndefined();
});

test('sample() divides the logits by the temperature', () => {
  const found = counts({ temperature: 0.5 }, 20_000, Float32Array.of(0, Math.LN2));
  expect(Math.abs(found[1]! / 20_000 - 4 / 5)).toBeLessThan(0.01);
});

test('sample() with topK draws from exactly k tokens, smaller ids first among equal ones', () => {
  expect(Object.keys(counts({ topK: 1 }))).toEqual(['1']);
  expect(Object.keys(counts({ topK: 2 }))).toEqual(['1', '3']);
  expect(Object.keys(counts({ topK: 3 }))).toEqual(['1', '2', '3']);
  expect(Object.keys(counts({ topK: 2 }, 200, Float32Array.of(5, 5, 5, 5)))).toEqual(['0', '1']);
});

test('sample() with topP draws from the fewest likeliest tokens that reach p', () => {
  const even = Float32Array.of(0, 0, 0, 0);
  expect(Object.keys(counts({ topP: 0.5 }, 500, even))).toEqual(['0', '1']);
  expect(Object.keys(counts({ topP: 0.51 }, 500, even))).toEqual(['0', '1', '2']);
  expect(Object.keys(counts({ topP: 1e-9 }))).toEqual(['1']);
});

test('sample() counts topP within what topK left', () => {
  expect(Object.keys(counts({ topK: 2, topP: 0.5 }))).toEqual(['1']);
});

test('sample() draws the same with a cut that cuts nothing', () => {
  const draw = (options: SampleOptions) =>
    Array.from({ length: 50 }, (_, i) => sample(logits, { ...options, random: new Random(i) }));
  expect(draw({ topK: 5 })).toEqual(draw({}));
  expect(draw({ topK: 100 })).toEqual(draw({}));
  expect(new Set(draw({})).size).toBe(5);
});

test('sample() repeats itself after seed()', () => {
  const draw = () => Array.from({ length: 20 }, () => sample(logits));
  seed(4);
  const first = draw();
  seed(4);
  expect(draw()).toEqual(first);
});

test('sample() takes one number from its stream, none at temperature 0', () => {
  const [a, b] = [new Random(1), new Random(1)];
  sample(logits, { random: a });
  b.next();
  expect(a.state()).toEqual(b.state());
  sample(logits, { random: a, temperature: 0 });
  expect(a.state()).toEqual(b.state());
});

test('sample() tells options out of range', () => {
  expect(() => sample(logits, { temperature: -1 })).toThrow('temperature is -1, wanted a finite number, at least 0');
  expect(() => sample(logits, { temperature: Number.NaN })).toThrow('temperature is NaN');
  expect(() => sample(logits, { topK: 0 })).toThrow('topK is 0, wanted a whole number, at least 1');
  expect(() => sample(logits, { topK: 1.5 })).toThrow('topK is 1.5');
  expect(() => sample(logits, { topP: 0 })).toThrow('topP is 0, wanted a number above 0 and at most 1');
  expect(() => sample(logits, { topP: 1.1 })).toThrow('topP is 1.1');
});

test('sample() refuses logits that say nothing', () => {
  expect(() => sample(Float32Array.of(0, Number.NaN))).toThrow('the logit of token 1 is NaN');
  expect(() => sample(Float32Array.of(Infinity, 0))).toThrow('the logit of token 0 is Infinity');
  expect(() => sample(Float32Array.of(-Infinity))).toThrow('none of 1 tokens has a logit above -Infinity');
  expect(() => sample(new Float32Array(0))).toThrow('none of 0 tokens');
});
