import type { Numbers } from '@zero-to-gpt/check';
import { describe, expect, test } from 'vitest';
import { cause } from './cause.ts';

test.each<[string, unknown, Numbers, string]>([
  [
    'NaN',
    [1, Number.NaN, 3],
    [1, 2, 3],
    '1 is NaN. NaN comes from 0 / 0, from Infinity − Infinity, from the root or log of a negative number, and from a place that does not exist',
  ],
  [
    'infinities',
    [1, 1 / 0, -1 / 0],
    [1, 2, 3],
    '2 are infinite. Infinity comes from a division by 0, from the log of 0, and from an exp that grew too large',
  ],
  ['rounding', [1.001, 2], [1.0005, 2], 'close, but not close enough. Is it rounded, or cut off too early?'],
  ['zeros', [0, 0, 0], [1, 4, 9], 'all are 0. Is the result filled and returned?'],
  ['one value everywhere', [3, 3, 3], [1, 4, 9], 'all are 3. Does each place get its own value?'],
  ['the wrong sign', [-1, 2], [1, -2], 'each is the wanted one with the wrong sign'],
  ['a lost sign', [1, 2], [1, -2], 'each is the wanted one without its sign'],
  ['squares', [9, 25], [3, 5], 'each is the square of the wanted one. Is a square root missing?'],
  [
    'roots',
    [3, 5],
    [9, 25],
    'each is the square root of the wanted one. Is a square root too many, or a square missing?',
  ],
  ['reciprocals', [0.5, 4], [2, 0.25], 'each is 1 divided by the wanted one. Are the two sides of a division swapped?'],
  ['a missing log', [Math.E, Math.E * Math.E], [1, 2], 'each is e to the power of the wanted one. Is a log missing?'],
  ['a missing exp', [1, 2], [Math.E, Math.E * Math.E], 'each is the log of the wanted one. Is an exp missing?'],
  ['a 2 too many', [2, 8], [1, 4], 'each is 2 times the wanted one. Is a 2 too many?'],
  ['a missing 2', [1, 4], [2, 8], 'each is ½ times the wanted one. Is a 2 missing, as in the derivative of a square?'],
  ['a common factor', [1.7, 6.8], [1, 4], 'each is 1.7 times the wanted one'],
  ['a common share', [1, 2], [7, 14], 'each is 1/7 times the wanted one'],
  ['a factor and the sign', [-3, -12], [1, 4], 'each is 3 times the wanted one, with the wrong sign'],
  [
    'log10',
    [Math.LOG10E, 2 * Math.LOG10E],
    [1, 2],
    'each is 0.4343 times the wanted one. Is this log10 where the natural log is wanted?',
  ],
  [
    'log2',
    [Math.LOG2E, 2 * Math.LOG2E],
    [1, 2],
    'each is 1.443 times the wanted one. Is this log2 where the natural log is wanted?',
  ],
  [
    'degrees',
    [180, 90],
    [Math.PI, Math.PI / 2],
    'each is 57.3 times the wanted one. Are these degrees where radians are wanted?',
  ],
  [
    'a mask the other way round',
    [1, 0, 0, 1],
    [0, 1, 1, 0],
    'each is 1 minus the wanted one. Is it the other way round?',
  ],
  ['the same offset', [2, 3, 6], [1, 2, 5], 'each is 1 too large'],
  ['the same offset downwards', [0.5, 1.5, 4.5], [1, 2, 5], 'each is 0.5 too small'],
  ['cut decimals', [1, 2, 3], [1.5, 2.2, 3.7], 'each is the wanted one rounded down to a whole number'],
  ['rounded decimals', [2, 2, 4], [1.5, 2.2, 3.7], 'each is the wanted one rounded to a whole number'],
])('close() tells %s', async (_, got, want, text) => {
  expect(await cause(got, want)).toBe(text);
});

test('close() takes a whole number for a rounded one only where several say so', async () => {
  expect(await cause([1, 0, 1], [0.2, -0.7, 0.5])).toBe('');
  expect(await cause(2, 2.16)).toBe('');
});

test('close() explains nothing where nothing fits', async () => {
  expect(await cause([1, 7, 9, 2, 25], [1, 4, 9, 16, 25])).toBe('');
});

describe('one number', () => {
  test.each<[string, number, number, string]>([
    [
      'NaN',
      Number.NaN,
      3,
      'NaN comes from 0 / 0, from Infinity − Infinity, from the root or log of a negative number, and from a place that does not exist',
    ],
    [
      'infinity',
      1 / 0,
      3,
      'Infinity comes from a division by 0, from the log of 0, and from an exp that grew too large',
    ],
    ['the wrong sign', -3, 3, 'it is the wanted one with the wrong sign'],
    ['a missing root', 25, 5, 'it is the square of the wanted one. Is a square root missing?'],
    ['a 2 too many', 8, 4, 'it is 2 times the wanted one. Is a 2 too many?'],
    ['a missing 2', 1.5, 3, 'it is ½ times the wanted one. Is a 2 missing, as in the derivative of a square?'],
  ])('tells %s', async (_, got, want, text) => {
    expect(await cause(got, want)).toBe(text);
  });

  test('is not explained by any factor: every number is some multiple of another', async () => {
    expect(await cause(4.5, 3.2)).toBe('');
  });
});
