import { type ThrowsOptions, Todo } from '@zero-to-gpt/check';
import { describe, expect, test } from 'vitest';
import { failed, failedWith } from './failed.ts';

const throws = (body: () => unknown, options?: ThrowsOptions) => failed((t) => t.throws(body, options));
const bad = () => {
  throw new RangeError('Cannot add [2] and [3]: the shapes differ');
};

describe('throws()', () => {
  test('passes the error that is wanted', async () => {
    expect(await throws(bad)).toBeUndefined();
    expect(await throws(bad, { type: RangeError, message: 'shapes' })).toBeUndefined();
    expect(await throws(bad, { message: /\[2\].*\[3\]/ })).toBeUndefined();
    expect(await throws(async () => bad())).toBeUndefined();
  });

  test.each<[string, () => unknown, ThrowsOptions, string]>([
    ['that nothing was thrown', () => undefined, {}, 'An error is wanted here, but nothing was thrown'],
    [
      'what came back',
      () => [1, 2],
      { type: RangeError, what: 'for shapes that differ' },
      'A RangeError (for shapes that differ) is wanted here, but [1, 2] came back and nothing was thrown',
    ],
    ['that a promise was kept', async () => 3, {}, 'An error is wanted here, but 3 came back and nothing was thrown'],
    [
      'the error of another class',
      bad,
      { type: TypeError },
      'A TypeError is wanted here, but a RangeError ("Cannot add [2] and [3]: the shapes differ") was thrown',
    ],
    [
      'the message',
      bad,
      { message: 'lengths' },
      'The error says "Cannot add [2] and [3]: the shapes differ", but it should say "lengths"',
    ],
    [
      'the pattern',
      bad,
      { message: /length/ },
      'The error says "Cannot add [2] and [3]: the shapes differ", but it should say something like length',
    ],
    [
      'that no error was thrown',
      () => {
        throw 'a text';
      },
      { type: RangeError },
      'A RangeError is wanted here, but the text "a text" was thrown: write `throw new RangeError(…)`',
    ],
  ])('says %s', async (_, body, options, message) => {
    expect(await throws(body, options)).toEqual({ step: 'one', kind: 'throw', message });
  });

  test('leaves what is to be written to be written', async () => {
    const failure = await throws(
      () => {
        throw new Todo('refuse them, about 1 line');
      },
      { type: RangeError },
    );
    expect(failure).toMatchObject({ kind: 'todo', message: 'refuse them, about 1 line' });
  });

  test('does not take a changed input for the error', async () => {
    const failure = await failedWith(
      (x: number[]) => x.reverse(),
      (solve, t) => t.throws(() => solve([1, 2])),
    );
    expect(failure?.kind).toBe('mutation');
  });
});
