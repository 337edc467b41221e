import type { Numbers } from '@zero-to-gpt/check';
import { describe, expect, test } from 'vitest';
import { failed, failedWith } from './failed.ts';
import { nd } from './nd-array.ts';

const close = (got: unknown, want: Numbers) => failed((t) => t.close(got, want));
const said = async (got: unknown, want: Numbers) => (await close(got, want))?.message;

describe('close() passes', () => {
  test.each<[string, unknown, Numbers]>([
    ['equal numbers', 3, 3],
    ['numbers within the tolerance', 1.00009, 1],
    ['arrays of one shape', nd([2], 1, 2), nd([2], 1, 2)],
    ['an array for a list', nd([2, 1], 1, 2), [[1], [2]]],
    ['a list for a typed array', [1, 2], new Float32Array([1, 2])],
    ['a typed array for a list', new Float64Array([0.1]), [0.1]],
    ['NaN where NaN is wanted', Number.NaN, Number.NaN],
    ['infinity where it is wanted', [Number.NEGATIVE_INFINITY], [Number.NEGATIVE_INFINITY]],
    ['−0 for 0', -0, 0],
    ['nothing in an empty shape', nd([0, 3]), nd([0, 3])],
  ])('%s', async (_, got, want) => {
    expect(await close(got, want)).toBeUndefined();
  });

  test('numbers within a tolerance that the check asks for', async () => {
    expect(await failed((t) => t.close(1.4, 1, { rtol: 0.5 }))).toBeUndefined();
    expect(await failed((t) => t.close(1.00001, 1, { rtol: 0, atol: 1e-6 }))).toMatchObject({ kind: 'value' });
  });
});

describe('close() of another kind', () => {
  test.each<[string, unknown, Numbers, string]>([
    ['undefined', undefined, 3, 'The result is undefined: is a `return` missing?'],
    ['null', null, 3, 'The result is null, but a number is wanted'],
    ['a promise', Promise.resolve(3), 3, 'The result is a promise: write the function without `async`'],
    ['a boolean', true, 3, 'The result is true, but a number is wanted'],
    ['a text', 'abc', 3, 'The result is the text "abc", but a number is wanted'],
    [
      'a number in quotes',
      '3',
      3,
      'The result is the text "3", but a number is wanted: leave out the quotes, or use Number(…)',
    ],
    ['a bigint', 3n, 3, 'The result is the bigint 3n, but a number is wanted'],
    ['an object', { a: 1 }, [1], 'The result is an object with a, but a list of shape [1] is wanted'],
    [
      'a function',
      () => 3,
      3,
      'The result is a function, but a number is wanted: is it called, with `()` behind its name?',
    ],
    [
      'an array for a number',
      nd([], 3),
      3,
      'The result is an NDArray of shape [], but a number is wanted: read its one number with `.item()`',
    ],
    [
      'a list for a number',
      [3],
      3,
      'The result is a list of 1 number, but a number is wanted: read its one number with `[0]`',
    ],
    [
      'a number for an array without axes',
      3,
      nd([], 3),
      'The result is the number 3, but an NDArray of shape [] is wanted: wrap it in `array(…)`',
    ],
    ['a number for an array', 3, nd([2], 1, 2), 'The result is the number 3, but an NDArray of shape [2] is wanted'],
    [
      'a plain list for an array',
      [[1, 2]],
      nd([1, 2], 1, 2),
      'The result is a list of shape [1, 2], but an NDArray of shape [1, 2] is wanted: wrap it in `array(…)`',
    ],
    [
      'a typed array for an array',
      new Float32Array(2),
      nd([2], 0, 0),
      'The result is a Float32Array of 2 numbers, but an NDArray of shape [2] is wanted: wrap it in `fromData(…, [2])`',
    ],
    ['a number for a list', 3, [1, 2], 'The result is the number 3, but a list of shape [2] is wanted'],
    ['a hole in a list', [1, undefined], [1, 2], 'The result holds undefined at [1], but numbers are wanted'],
    ['texts in a list', [[1], ['b']], [[1], [2]], 'The result holds the text "b" at [1, 0], but numbers are wanted'],
  ])('names %s', async (_, got, want, message) => {
    expect(await close(got, want)).toMatchObject({ kind: 'type', message });
  });

  test('names an array that was freed', async () => {
    const x = nd([1], 1);
    x.freed = true;
    expect(await close(x, [1])).toMatchObject({
      kind: 'type',
      message: 'The result is freed before it is returned: write `const` for `using`, or `keep(…)` it from its scope',
    });
  });

  test('says why an array cannot be read', async () => {
    const far = Object.assign(nd([1], 1), {
      isDisposed: false,
      toFlat: () => {
        throw new Error('Cannot read from far: await x.to(cpu)');
      },
    });
    expect(await close(far, [1])).toMatchObject({
      kind: 'type',
      message: 'The result is not to be read here: Cannot read from far: await x.to(cpu)',
    });
  });

  test('names the function whose return is missing', async () => {
    const failure = await failedWith(
      (x: number): unknown => void x,
      (solve, t) => t.close(solve(2), 4),
    );
    expect(failure).toMatchObject({
      kind: 'type',
      message: 'The result is undefined: is a `return` missing in solve?',
      detail: 'The call was solve(2)',
    });
  });

  test('names the function that is async and should not be', async () => {
    const failure = await failedWith(
      async (x: number) => x + x,
      (solve, t) => t.close(solve(2), 4),
    );
    expect(failure).toMatchObject({ kind: 'type', message: 'The result is a promise: write `solve` without `async`' });
  });

  test('knows singular and plural', async () => {
    const said = async (what: string) => (await failed((t) => t.close(null, 3, { what })))?.message.split(' null')[0];
    expect(await said('weights')).toBe('The weights are');
    expect(await said('bias')).toBe('The bias is');
    expect(await said('loss')).toBe('The loss is');
  });

  test('calls the thing what the check calls it', async () => {
    const failure = await failed((t) => t.close(null, 3, { what: 'slope' }));
    expect(failure?.message).toBe('The slope is null, but a number is wanted');
  });
});

describe('close() of another shape', () => {
  const wide = nd([2, 3], 1, 2, 3, 4, 5, 6);
  test.each<[string, unknown, Numbers, string]>([
    ['the transpose', nd([3, 2], 1, 4, 2, 5, 3, 6), wide, 'this is the transpose, rows and columns are swapped'],
    ['swapped dimensions', nd([3, 2], 1, 2, 3, 4, 5, 6), wide, 'are two dimensions swapped?'],
    ['a permutation of three axes', nd([2, 1, 3]), nd([1, 2, 3]), 'are two dimensions swapped?'],
    ['a flat result', nd([6], 1, 2, 3, 4, 5, 6), wide, 'the numbers are flat, is a reshape missing?'],
    ['another division into rows', nd([3, 4]), nd([2, 6]), 'the numbers are as many, in other rows'],
    [
      'an axis of 1 too many',
      nd([3, 1], 1, 2, 3),
      nd([3], 1, 2, 3),
      'an axis of length 1 is too many, by `keepdims` or a reshape?',
    ],
    [
      'an axis of 1 missing',
      nd([3], 1, 2, 3),
      nd([3, 1], 1, 2, 3),
      'an axis of length 1 is missing, is `keepdims: true` forgotten?',
    ],
    ['an axis of 1 elsewhere', nd([1, 2, 2]), nd([2, 1, 2]), 'are two dimensions swapped?'],
    [
      'a broadcast table',
      nd([2, 2], 1, 2, 3, 4),
      nd([2], 1, 2),
      'a column [2, 1] met a row [2], and broadcasting made a table of them',
    ],
    ['one number of all', nd([], 3), nd([2], 1, 2), 'all became one number, is an axis missing?'],
    ['one too few', [1, 2], [1, 2, 3], 'one is missing, does a loop stop too early?'],
    [
      'one column too many',
      [
        [1, 2],
        [3, 4],
      ],
      [[1], [3]],
      'one is too many along axis 1, does a loop go too far?',
    ],
    ['an axis too many', nd([2, 2, 2]), nd([2, 3]), 'one axis is too many'],
    ['two axes too few', nd([5]), nd([2, 2, 2]), '2 axes are missing'],
  ])('recognizes %s', async (_, got, want, cause) => {
    const failure = await close(got, want);
    expect(failure?.kind).toBe('shape');
    expect(failure?.message).toMatch(/^The result has shape \[.*\], but \[.*\] is wanted: /);
    expect(failure?.message.split(' is wanted: ')[1]).toBe(cause);
  });

  test('says both shapes and nothing more where it recognizes nothing', async () => {
    expect(await said(nd([2, 5]), nd([3, 3]))).toBe('The result has shape [2, 5], but [3, 3] is wanted');
  });

  test('finds rows of different length', async () => {
    expect(
      await close(
        [[1, 2], [3]],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    ).toMatchObject({
      kind: 'shape',
      message: 'The result has rows of different length: at [1] stands a list of 1 number',
    });
  });
});

describe('close() of other numbers', () => {
  test('says both numbers', async () => {
    expect(await said(4.5, 3.2)).toBe('The result is 4.5, but 3.2 is wanted');
  });

  test('says both numbers where an array holds one', async () => {
    expect(await close(nd([1, 1], 18), nd([1, 1], 32))).toEqual({
      step: 'one',
      kind: 'value',
      message: 'The result is [[18]], but [[32]] is wanted',
    });
  });

  test('gives both numbers digits enough to differ', async () => {
    const failure = await failed((t) => t.close(100000.04, 100000.01, { rtol: 0 }));
    expect(failure?.message).toContain('The result is 100000.04, but 100000.01 is wanted');
  });

  test('marks the wrong cells and repeats the call', async () => {
    const failure = await failedWith(
      (n: number) => nd([2, 2], 1, 2, n, 4),
      (solve, t) => t.close(solve(7), nd([2, 2], 1, 2, 3, 4)),
    );
    expect(failure).toEqual({
      step: 'one',
      kind: 'value',
      message: '1 of 4 values of the result is wrong',
      detail: [
        'Wanted',
        '  1   2',
        '  3   4',
        'Yours, wrong values ‹marked›',
        '  1   2',
        ' ‹7›  4',
        'The call was solve(7)',
      ].join('\n'),
    });
  });
});
