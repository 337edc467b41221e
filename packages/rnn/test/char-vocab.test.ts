import { describe, expect, test } from 'vitest';
import { charVocab } from '../src/index.ts';

describe('charVocab()', () => {
  test('numbers characters from 1 in order, whatever order they came in', () => {
    const { characters, size, boundary } = charVocab(['cab', 'bad']);
    expect(characters).toEqual(['a', 'b', 'c', 'd']);
    expect([size, boundary]).toEqual([5, 0]);
  });
  test('encode() and decode() undo each other; boundaries have no character', () => {
    const vocab = charVocab(['zoë']);
    expect([...vocab.encode('zëo')]).toEqual([2, 3, 1]);
    expect(vocab.decode([0, 2, 3, 1, 0])).toBe('zëo');
  });
  test('takes a character of two code units as one', () => {
    const vocab = charVocab(['a🙂']);
    expect(vocab.size).toBe(3);
    expect(vocab.decode(vocab.encode('🙂a'))).toBe('🙂a');
  });
  test('takes any iterable once', () => {
    expect(charVocab(new Set(['a', 'b'])).size).toBe(3);
  });
  test.each([[[]], [['']]])('refuses %o', (words) => {
    expect(() => charVocab(words)).toThrow('Cannot make a vocabulary: there is no character in these words');
  });
  test('refuses characters and ids that are not there', () => {
    const vocab = charVocab(['ab']);
    expect(() => vocab.encode('bac')).toThrow('Cannot encode "bac": no word had "c"');
    expect(() => vocab.decode([1, 3])).toThrow('Cannot decode id 3: expected 0 to 2');
    expect(() => vocab.decode([-1])).toThrow('Cannot decode id -1: expected 0 to 2');
  });
});
