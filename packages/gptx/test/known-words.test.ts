import { expect, test } from 'vitest';
import { knownWords, wordsOf } from '../src/known-words.ts';

test('wordsOf() finds two or more letters in a row with apostrophes inside, in lower case', () => {
  expect(wordsOf("Call me Ishmael. Don't 'go' 3 times—œuvre")).toEqual([
    'call',
    'me',
    'ishmael',
    "don't",
    'go',
    'times',
    'œuvre',
  ]);
  expect(wordsOf('… 42 a I')).toEqual([]);
});

test('knownWords() is the share of words that are known, each as often as it occurs', () => {
  expect(knownWords('the whale the whlae.', new Set(['the', 'whale']))).toBe(0.75);
});

test('knownWords() leaves out a word that the end cuts off', () => {
  expect(knownWords('the wha', new Set(['the']))).toBe(1);
  expect(knownWords('the wha.', new Set(['the']))).toBe(0.5);
});

test('knownWords() without words is 0', () => {
  expect(knownWords('', new Set(['the']))).toBe(0);
  expect(knownWords('12 ;', new Set(['the']))).toBe(0);
});
