import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CharTokenizer } from '../src/char-tokenizer.ts';

test('CharTokenizer numbers characters in code point order', () => {
  const tokenizer = CharTokenizer.train('b🐳a\nﬀ');
  expect(tokenizer.characters).toEqual(['\n', 'a', 'b', 'ﬀ', '🐳']);
  expect(tokenizer.vocabSize).toBe(5);
  expect([...tokenizer.encode('🐳b')]).toEqual([4, 2]);
});

test('CharTokenizer learns from several texts', () => {
  expect(CharTokenizer.train(['ba', '', 'c']).characters).toEqual(['a', 'b', 'c']);
});

test('CharTokenizer decodes what it encoded, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      const tokenizer = CharTokenizer.train(text);
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
    }),
    { numRuns: 20 },
  );
});

test('CharTokenizer names an unknown character, its code point and its place, and the cure', () => {
  const tokenizer = CharTokenizer.train('ab🐳');
  expect(() => tokenizer.encode('a🐳é')).toThrow(RangeError);
  expect(() => tokenizer.encode('a🐳é')).toThrow('Cannot encode character "é" (U+00E9) at position 2');
  expect(() => tokenizer.encode('🦊')).toThrow('"🦊" (U+1F98A) at position 0');
  expect(() => tokenizer.encode('\n')).toThrow('"\\n" (U+000A)');
  expect(() => tokenizer.encode('é')).toThrow('train with a text that holds it: CharTokenizer.train(text)');
});

test('CharTokenizer refuses token numbers outside the vocabulary', () => {
  const tokenizer = CharTokenizer.train('ab');
  for (const id of [2, -1, 0.5, Number.NaN])
    expect(() => tokenizer.decode([id])).toThrow(`Cannot decode token ${id}: expected a whole number from 0 to 1`);
});

test('CharTokenizer survives JSON', () => {
  const tokenizer = CharTokenizer.train('\ud800 a"\\🐳');
  const back = CharTokenizer.fromJSON(JSON.parse(JSON.stringify(tokenizer)));
  expect(back.characters).toEqual(tokenizer.characters);
});

test.each<[problem: string, json: unknown, message: string]>([
  ['null', null, 'type is missing, expected "char"'],
  ['text', 'char', 'type is missing'],
  ['another tokenizer', { type: 'bpe', characters: ['a'] }, 'type is "bpe", expected "char"'],
  ['no characters', { type: 'char' }, 'characters must be a list of strings'],
  ['numbers', { type: 'char', characters: [1] }, 'characters must be a list of strings'],
  ['an empty vocabulary', { type: 'char', characters: [] }, 'the vocabulary is empty'],
  ['an empty string', { type: 'char', characters: [''] }, 'entry 0 is "", expected one character'],
  ['a word', { type: 'char', characters: ['a', 'bc'] }, 'entry 1 is "bc", expected one character'],
  ['a character twice', { type: 'char', characters: ['a', 'b', 'a'] }, '"a" (U+0061) stands at 0 and at 2'],
])('CharTokenizer.fromJSON() refuses %s', (_, json, message) => {
  expect(() => CharTokenizer.fromJSON(json)).toThrow(message);
});

test('CharTokenizer refuses to learn from an empty text', () => {
  expect(() => CharTokenizer.train('')).toThrow('Cannot train a tokenizer: the text is empty');
});
