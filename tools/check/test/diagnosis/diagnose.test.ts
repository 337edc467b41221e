import type { Numbers } from '@zero-to-gpt/check';
import { describe, expect, test } from 'vitest';
import { failed, failedWith } from '../failed.ts';
import { nd } from '../nd-array.ts';

/** What stands behind the count of wrong values, or behind "… is wanted". */
async function cause(got: unknown, want: Numbers): Promise<string | undefined> {
  const failure = await failed((t) => t.close(got, want));
  expect(failure?.kind).toBe('value');
  return failure?.message.replace(/^.*? (?:is|are) (?:wrong|wanted)(?:: |$)/s, '');
}

const square = nd([2, 2], 1, 2, 3, 4);
const wide = nd([2, 3], 1, 2, 3, 4, 5, 6);

describe('a list or array', () => {
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
    ['the transpose', nd([2, 2], 1, 3, 2, 4), square, 'this is the transpose, rows and columns are swapped'],
    [
      'a reshape for a transpose',
      nd([2, 3], 1, 4, 2, 5, 3, 6),
      wide,
      'they are the numbers of the transpose in the wanted shape. A reshape keeps the order of the numbers, a transpose changes it',
    ],
    ['the wrong sign', [-1, 2], [1, -2], 'each is the wanted one with the wrong sign'],
    ['a lost sign', [1, 2], [1, -2], 'each is the wanted one without its sign'],
    ['squares', [9, 25], [3, 5], 'each is the square of the wanted one. Is a square root missing?'],
    [
      'roots',
      [3, 5],
      [9, 25],
      'each is the square root of the wanted one. Is a square root too many, or a square missing?',
    ],
    [
      'reciprocals',
      [0.5, 4],
      [2, 0.25],
      'each is 1 divided by the wanted one. Are the two sides of a division swapped?',
    ],
    ['a missing log', [Math.E, Math.E * Math.E], [1, 2], 'each is e to the power of the wanted one. Is a log missing?'],
    ['a missing exp', [1, 2], [Math.E, Math.E * Math.E], 'each is the log of the wanted one. Is an exp missing?'],
    ['a 2 too many', [2, 8], [1, 4], 'each is 2 times the wanted one. Is a 2 too many?'],
    [
      'a missing 2',
      [1, 4],
      [2, 8],
      'each is ½ times the wanted one. Is a 2 missing, as in the derivative of a square?',
    ],
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
    ['cut decimals', [1, 2, 3], [1.5, 2.2, 3.7], 'each is the wanted one rounded down to a whole number'],
    ['rounded decimals', [2, 2, 4], [1.5, 2.2, 3.7], 'each is the wanted one rounded to a whole number'],
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
  ])('tells %s', async (_, got, want, text) => {
    expect(await cause(got, want)).toBe(text);
  });

  test('is not explained where nothing fits', async () => {
    expect(await cause([1, 7, 9, 2, 25], [1, 4, 9, 16, 25])).toBe('');
  });
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

describe('the inputs of the call', () => {
  const sum = (x: readonly number[]) => x.reduce((a, b) => a + b, 0);
  const x = [1, 2, 3, 4, 10];
  const said = async (solve: (x: number[]) => unknown, want: Numbers) =>
    (await failedWith(solve, (watched, t) => t.close(watched([...x]), want)))?.message;

  test('tell a sum from a mean', async () => {
    expect(await said(sum, 4)).toBe(
      'The result is 20, but 4 is wanted: it is 5 times the wanted one. 5 is the length of `x`: is this a sum where a mean is wanted?',
    );
  });

  test('tell a mean from a sum', async () => {
    expect(await said((x) => sum(x) / x.length, 20)).toBe(
      'The result is 4, but 20 is wanted: it is 1/5 times the wanted one. 5 is the length of `x`: is this a mean where a sum is wanted?',
    );
  });

  test('tell a division by n − 1', async () => {
    expect(await said((x) => sum(x) / (x.length - 1), 4)).toBe(
      'The result is 5, but 4 is wanted: it is 1.25 times the wanted one. Divide by 5, the length of `x`, not by 4',
    );
  });

  test('tell a sum of which the 2 is missing', async () => {
    expect(await said((x) => [x.length / 2, x.length], [1, 2])).toContain(
      '5 is the length of `x`: is the 2 missing, and the division by 5?',
    );
  });

  test('tell an input that comes back as it came in', async () => {
    expect(await said((x) => [...x], [1, 3, 6, 10, 20])).toContain('this is `x` as it came in');
  });

  test('leave two explanations open where the length is 2', async () => {
    const failure = await failedWith(
      (v: number[]) => sum(v),
      (solve, t) => t.close(solve([3, 4]), 3.5),
    );
    expect(failure?.message).toContain('Is a 2 too many, or is this a sum where a mean is wanted?');
  });
});
