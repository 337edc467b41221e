import type { Numbers } from '@zero-to-gpt/check';
import { expect, test } from 'vitest';
import { cause } from './cause.ts';

test.each<[string, unknown, Numbers, string]>([
  ['a wrong first place', [7, 4, 9], [1, 4, 9], 'only the first one. Where does the loop start?'],
  ['a wrong last place', [1, 4, 7], [1, 4, 9], 'only the last one. Where does the loop end?'],
  ['a right first place', [1, 7, 8, 2], [1, 4, 9, 16], 'all but the first one'],
  ['a wrong tail', [1, 4, 0, 7], [1, 4, 9, 16], 'all from place 2 on'],
  [
    'a wrong diagonal',
    [
      [9, 2],
      [3, 8],
    ],
    [
      [1, 2],
      [3, 4],
    ],
    'only those on the diagonal',
  ],
  [
    'all but the diagonal',
    [
      [1, 5],
      [9, 1],
    ],
    [
      [1, 0],
      [0, 1],
    ],
    'all but those on the diagonal',
  ],
  [
    'the part above the diagonal',
    [
      [1, 7, 9],
      [0, 1, 8],
      [0, 0, 1],
    ],
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    'only those above the diagonal',
  ],
  [
    'a wrong last row',
    [
      [1, 2],
      [3, 4],
      [7, 9],
    ],
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    'only the last row',
  ],
  [
    'a wrong first column',
    [
      [9, 2],
      [7, 4],
      [6, 6],
    ],
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    'only the first column',
  ],
  [
    'wrong rows at the end',
    [
      [1, 2],
      [9, 7],
      [7, 9],
      [1, 1],
    ],
    [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ],
    'all but the first row',
  ],
  ['wrong negative places', [1, 0, 3, 0], [1, -2, 3, -5], 'only those where a negative number is wanted'],
])('close() tells %s', async (_, got, want, text) => {
  expect(await cause(got, want)).toBe(text);
});
