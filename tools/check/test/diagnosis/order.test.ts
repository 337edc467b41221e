import type { Numbers } from '@zero-to-gpt/check';
import { expect, test } from 'vitest';
import { nd } from '../nd-array.ts';
import { cause } from './cause.ts';

const square = nd([2, 2], 1, 2, 3, 4);
const wide = nd([2, 3], 1, 2, 3, 4, 5, 6);

test.each<[string, unknown, Numbers, string]>([
  ['the transpose', nd([2, 2], 1, 3, 2, 4), square, 'this is the transpose, rows and columns are swapped'],
  [
    'a reshape for a transpose',
    nd([2, 3], 1, 4, 2, 5, 3, 6),
    wide,
    'they are the numbers of the transpose in the wanted shape. A reshape keeps the order of the numbers, a transpose changes it',
  ],
  ['reversed order', [3, 5, 1], [1, 5, 3], 'they stand in reversed order'],
  [
    'reversed rows',
    [
      [3, 4],
      [1, 2],
    ],
    [
      [1, 2],
      [3, 4],
    ],
    'the rows stand in reversed order',
  ],
  [
    'reversed columns',
    [
      [2, 1],
      [4, 3],
    ],
    [
      [1, 2],
      [3, 4],
    ],
    'the columns stand in reversed order',
  ],
  ['a shift', [0, 1, 4, 9], [1, 4, 9, 16], 'each stands one place too late'],
  ['a shift the other way', [4, 9, 16, 25], [1, 4, 9, 16], 'each stands one place too early'],
  ['a cyclic shift', [16, 1, 4, 9], [1, 4, 9, 16], 'each stands one place too late'],
  [
    'shifted columns',
    [
      [0, 1, 2],
      [0, 4, 5],
    ],
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    'they are shifted by one column to the right',
  ],
  [
    'shifted rows',
    [
      [3, 4],
      [5, 6],
      [9, 9],
    ],
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    'they are shifted by one row upwards',
  ],
  ['another order', [4, 1, 9, 16], [1, 4, 9, 16], 'these are the right numbers in another order'],
])('close() tells %s', async (_, got, want, text) => {
  expect(await cause(got, want)).toBe(text);
});
