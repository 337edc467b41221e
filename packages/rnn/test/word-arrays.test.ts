import { reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { charVocab, wordArrays } from '../src/index.ts';

const vocab = charVocab(['abc']);

describe('wordArrays()', () => {
  test('begins with the boundary, ends with it, and marks what is behind for losses to ignore', () => {
    const { x, y } = wordArrays(['ab', 'c', ''], vocab);
    expect(x.toArray()).toEqual([
      [0, 1, 2],
      [0, 3, 0],
      [0, 0, 0],
    ]);
    expect(y.toArray()).toEqual([
      [1, 2, 0],
      [3, 0, -100],
      [0, -100, -100],
    ]);
  });
  test('gives int32, on the device asked for', () => {
    const { x, y } = wordArrays(['ab'], vocab, { device: reference });
    expect([x.dtype, y.dtype, x.device.name, y.device.name]).toEqual(['int32', 'int32', 'reference', 'reference']);
  });
  test('takes more words than a call takes arguments', () => {
    expect(wordArrays(new Array<string>(300_000).fill('a'), vocab).x.shape).toEqual([300_000, 2]);
  });
  test('refuses no word, and characters that the vocabulary has not', () => {
    expect(() => wordArrays([], vocab)).toThrow('Cannot make arrays of words: there is none');
    expect(() => wordArrays(['ad'], vocab)).toThrow('Cannot encode "ad": no word had "d"');
  });
});
