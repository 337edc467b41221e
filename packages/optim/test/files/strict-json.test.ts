import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseStrictJSON } from '../../src/files/strict-json.ts';

test('parseStrictJSON() reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      expect(parseStrictJSON(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('parseStrictJSON() finds a key that appears twice, however it is spelt', () => {
  expect(() => parseStrictJSON('{"a": 1, "b": {"a": 2}, "\\u0061": 3}')).toThrow('key "\\u0061" appears twice');
  expect(() => parseStrictJSON('{"x": [{"k": 1, "k" : 2}]}')).toThrow('key "k" appears twice');
});

test('parseStrictJSON() lets one key stand in several objects, and as a value', () => {
  expect(parseStrictJSON('{"a": {"a": "a"}, "b": ["a", "a", {"a": "b"}]}')).toEqual({
    a: { a: 'a' },
    b: ['a', 'a', { a: 'b' }],
  });
});

test('parseStrictJSON() is not misled by brackets, colons and quotes inside strings', () => {
  expect(parseStrictJSON('{"a{[\\"": "}:]\\\\", "b": "\\""}')).toEqual({ 'a{["': '}:]\\', b: '"' });
});

test('parseStrictJSON() refuses deep nesting', () => {
  expect(parseStrictJSON('[[1]]', { maxDepth: 2 })).toEqual([[1]]);
  expect(() => parseStrictJSON('['.repeat(1_000_000))).toThrow('nested deeper than 16 levels at position 16');
});

test('parseStrictJSON() says what is wrong with text that is not JSON', () => {
  for (const text of ['', '{', '{"a', '{"a" 1}', '"\\', 'nan', '{"a":1}}'])
    expect(() => parseStrictJSON(text)).toThrow('Cannot read JSON');
});
