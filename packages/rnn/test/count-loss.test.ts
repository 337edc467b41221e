import { describe, expect, test } from 'vitest';
import { charVocab, countLoss } from '../src/index.ts';

const vocab = charVocab(['ab']);

/** Mean of −ln of these shares. */
const loss = (...shares: number[]) => -shares.reduce((sum, p) => sum + Math.log(p), 0) / shares.length;

describe('countLoss()', () => {
  // ab and aa: of three ids (end, a, b) a stands first twice; behind a come b, a and the end; behind b the end
  test('counts what followed each character, by hand', () => {
    const found = countLoss(['ab', 'aa'], ['ab'], vocab, { context: 1, smoothing: 0.5 });
    expect(found).toBeCloseTo(loss(2.5 / 3.5, 1.5 / 4.5, 1.5 / 2.5), 10);
  });
  test('without context, counts characters', () => {
    // a 3, b 1, end 2
    const found = countLoss(['ab', 'aa'], ['b'], vocab, { context: 0, smoothing: 1 });
    expect(found).toBeCloseTo(loss(2 / 9, 3 / 9), 10);
  });
  test('with two before, counts pairs, the word beginning with boundaries', () => {
    const found = countLoss(['ab', 'aa'], ['aa'], vocab, { context: 2, smoothing: 0.5 });
    expect(found).toBeCloseTo(loss(2.5 / 3.5, 1.5 / 3.5, 1.5 / 2.5), 10);
  });
  test('takes a context that never came for even', () => {
    expect(countLoss(['a'], ['b'], vocab, { context: 3, smoothing: 0.5 })).toBeCloseTo(loss(0.5 / 2.5, 1 / 3), 10);
  });
  test('with no word to count, is ln of the number of ids', () => {
    expect(countLoss([], ['ab'], vocab)).toBeCloseTo(Math.log(3), 10);
  });
  test('has one character before and a tenth added unless told', () => {
    expect(countLoss(['ab'], ['ab'], vocab)).toBe(countLoss(['ab'], ['ab'], vocab, { context: 1, smoothing: 0.1 }));
  });
  test.each([
    [{ context: -1 }, 'Cannot count with context -1 and smoothing 0.1'],
    [{ context: 0.5 }, 'Cannot count with context 0.5 and smoothing 0.1'],
    [{ smoothing: 0 }, 'Cannot count with context 1 and smoothing 0: expected a whole number, and a number above 0'],
  ])('refuses %o', (options, message) => {
    expect(() => countLoss(['a'], ['a'], vocab, options)).toThrow(message);
  });
  test('refuses no word to test on, and characters that the vocabulary has not', () => {
    expect(() => countLoss(['a'], [], vocab)).toThrow('Cannot measure a loss: there is no word to test on');
    expect(() => countLoss(['c'], ['a'], vocab)).toThrow('Cannot encode "c"');
  });
});
