import { describe, expect, test } from 'vitest';
import { failed, failedWith } from './failed.ts';
import { nd } from './nd-array.ts';

const equal = (got: unknown, want: unknown) => failed((t) => t.equal(got, want));

describe('equal()', () => {
  test.each<[string, unknown, unknown]>([
    ['texts', 'abc', 'abc'],
    ['NaN', Number.NaN, Number.NaN],
    ['lists in lists', [['a'], []], [['a'], []]],
    ['objects, whatever the order of their keys', { a: 1, b: [2] }, { b: [2], a: 1 }],
    ['arrays', nd([2], 1, 2), nd([2], 1, 2)],
    ['null', null, null],
  ])('passes equal %s', async (_, got, want) => {
    expect(await equal(got, want)).toBeUndefined();
  });

  test.each<[string, unknown, unknown, string, string]>([
    ['texts', 'abc', 'abd', 'value', "The result is 'abc', but 'abd' is wanted"],
    ['booleans', true, false, 'value', 'The result is true, but false is wanted'],
    ['objects', { a: 1 }, { a: 2 }, 'value', 'The result is { a: 1 }, but { a: 2 } is wanted'],
    ['a key too many', { a: 1, b: 2 }, { a: 1 }, 'value', 'The result is { a: 1, b: 2 }, but { a: 1 } is wanted'],
    ['arrays', nd([1], 1), nd([1], 2), 'value', 'The result is array([1]), but array([2]) is wanted'],
    ['a text for a list', 'ab', ['a', 'b'], 'type', "The result is 'ab', but ['a', 'b'] is wanted"],
    ['a list for null', [1], null, 'type', 'The result is [1], but null is wanted'],
    ['nothing', undefined, true, 'type', 'The result is undefined, but true is wanted: is a `return` missing?'],
    [
      'a promise',
      Promise.resolve(1),
      1,
      'type',
      'The result is a promise, but 1 is wanted: write the function without `async`',
    ],
  ])('tells %s', async (_, got, want, kind, message) => {
    expect(await equal(got, want)).toMatchObject({ kind, message });
  });

  test('points at the first difference of a list', async () => {
    expect((await equal(['a', 'b', 'c', 'x'], ['a', 'b', 'c', 'd']))?.detail).toBe(
      "The first difference is at place 3: 'x', but 'd' is wanted",
    );
    expect((await equal([1, 2], [1, 2, 3]))?.detail).toBe('The length is 2, but 3 is wanted');
  });

  test('puts long values below each other', async () => {
    const [got, want] = ['a'.repeat(80), 'b'.repeat(80)];
    expect(await equal(got, want)).toMatchObject({
      message: 'The result is not as wanted',
      detail: `Wanted: '${want}'\nYours: '${got}'\nThe first difference is at place 0: 'a', but 'b' is wanted`,
    });
  });

  test('names the function whose return is missing', async () => {
    const failure = await failedWith(
      (x: number): unknown => void x,
      (solve, t) => t.equal(solve(2), 'even'),
    );
    expect(failure?.message).toBe("The result is undefined, but 'even' is wanted: is a `return` missing in solve?");
  });
});

test('ok() says the message of the check', async () => {
  expect(await failed((t) => t.ok(1, 'never'))).toBeUndefined();
  expect(await failed((t) => t.ok(0, 'The rows do not sum to one', 'row 3: 0.9'))).toEqual({
    step: 'one',
    kind: 'value',
    message: 'The rows do not sum to one',
    detail: 'row 3: 0.9',
  });
});
