import { check, type Failure } from '@zero-to-gpt/check';
import { describe, expect, test } from 'vitest';
import { failed, failedWith } from './failed.ts';

describe('code that throws', () => {
  test('is told with the call, the cure and the line', async () => {
    const failure = await failedWith(
      (rows: number[][]) => rows[5]![0]!,
      (solve, t) => t.close(solve([[1]]), 4),
    );
    expect(failure).toEqual({
      step: 'one',
      kind: 'throw',
      message: "solve threw a TypeError: Cannot read properties of undefined (reading '0')",
      detail:
        'Something is undefined there: does an index go past the end, or is a name misspelt?\nThe call was solve([[1]])',
      at: expect.stringMatching(/check\/test\/failure\.test\.ts:\d+:\d+$/) as string,
    });
  });

  test.each<[string, () => unknown, string]>([
    [
      'a write into nothing',
      () => {
        const rows: number[][] = [];
        rows[0]![0] = 1;
      },
      'The row or object that is written to is not there yet: make it first',
    ],
    [
      'an unknown name',
      () => new Function('return sqrt(2)')() as unknown,
      'That name was declared nowhere: is it misspelt, or is its `import` missing?',
    ],
    [
      'an unknown method',
      () => new Function('return [1].norm()')() as unknown,
      'That name holds no function: is it misspelt, or does the value have no such method?',
    ],
    [
      'a write to a const',
      () => new Function('const x = 1; x = 2')() as unknown,
      'A `const` keeps its first value: declare it with `let` where it changes',
    ],
    [
      'a use before the declaration',
      () => new Function('y = x; let x = 1; var y')() as unknown,
      'It is used above the line that declares it',
    ],
    [
      'endless recursion',
      () => {
        const f = (): number => f() + 1;
        return f();
      },
      'A function calls itself without end: where does it stop?',
    ],
    [
      'a loop over no list',
      () => new Function('for (const x of 3) x')() as unknown,
      '`for … of`, `[...x]` and `const [a, b] = x` want a list: is it a number, or undefined?',
    ],
    ['a negative length', () => new Array(-1), 'A length must be a whole number and not negative'],
    [
      'a mixed BigInt',
      () => new Function('return 1n + 1')() as unknown,
      'A number with an `n` behind it is a BigInt: leave the `n` out',
    ],
  ])('explains %s', async (_, solve, cure) => {
    const failure = await failedWith(solve, (watched) => watched());
    expect(failure?.kind).toBe('throw');
    expect(failure?.detail?.split('\n')[0]).toBe(cure);
  });

  test('speaks for itself where the error is its own', async () => {
    const failure = await failedWith(
      () => {
        throw new RangeError('Cannot multiply [2] by [3]');
      },
      (solve) => solve(),
    );
    expect(failure).toMatchObject({
      kind: 'throw',
      message: 'solve threw a RangeError: Cannot multiply [2] by [3]',
      detail: 'The call was solve()',
    });
  });

  test('is told in one line, and what else it says in the detail', async () => {
    const failure = await failedWith(
      () => {
        throw new Error('Cannot add\nfirst [2]\nsecond [3]');
      },
      (solve) => solve(),
    );
    expect(failure).toMatchObject({
      message: 'solve threw an Error: Cannot add',
      detail: 'first [2]\nsecond [3]\nThe call was solve()',
    });
  });

  test('is named when its promise rejects', async () => {
    const failure = await failedWith(
      async () => {
        throw new Error('no');
      },
      (solve) => solve(),
    );
    expect(failure).toMatchObject({ kind: 'throw', message: 'solve threw an Error: no' });
  });

  test('that throws no error is told what it threw', async () => {
    const failure = await failedWith(
      () => {
        throw 'no';
      },
      (solve) => solve(),
    );
    expect(failure?.message).toBe('solve threw the text "no": write `throw new Error(…)`');
  });

  test('outside any function of the learner is "the code"', async () => {
    expect(
      await failed(() => {
        throw new Error('no');
      }),
    ).toMatchObject({ kind: 'throw', message: 'The code threw an Error: no' });
  });

  test('is placed in the file that the runner names', async () => {
    const one = check<{ f(): void }>('demo/one', ({ f }, t) => t.step('one', () => f()));
    const error = new Error('no');
    error.stack =
      'Error: no\n    at f (file:///home/me/My%20Course/01-linalg/norm.ts:7:3)\n    at g (/elsewhere/x.ts:1:1)';
    const run = async (file?: string): Promise<Failure | undefined> =>
      (
        await one.run(
          {
            f: () => {
              throw error;
            },
          },
          file === undefined ? {} : { file },
        )
      ).failure;
    expect((await run('01-linalg/norm.ts'))?.at).toBe('/home/me/My Course/01-linalg/norm.ts:7:3');
    expect((await run('x.ts'))?.at).toBe('/elsewhere/x.ts:1:1');
    expect((await run('none.ts'))?.at).toBeUndefined();
    error.stack = 'f@blob:http://localhost/1-2:7:3\n@http://localhost/check.js:1:1';
    expect((await run())?.at).toBe('blob:http://localhost/1-2:7:3');
  });
});

describe('a result that the check cannot use', () => {
  test('is a missing return', async () => {
    const failure = await failedWith(
      (): { item(): number } => undefined as never, // what a learner may give
      (solve, t) => t.close(solve().item(), 3),
    );
    expect(failure).toMatchObject({
      kind: 'type',
      message: 'solve gave undefined: is a `return` missing in solve?',
      detail: 'The call was solve()',
    });
  });

  test('is a promise', async () => {
    const failure = await failedWith(
      (): { item(): number } => Promise.resolve() as never, // what a learner may give
      (solve, t) => t.close(solve().item(), 3),
    );
    expect(failure).toMatchObject({ kind: 'type', message: 'solve gave a promise: write `solve` without `async`' });
  });
});

test('a result without the method that the check reads is named', async () => {
  const failure = await failedWith(
    (): { item(): number } => [3] as never, // what a learner may give
    (solve, t) => {
      const result = solve();
      t.close(result.item(), 3);
    },
  );
  expect(failure).toMatchObject({ kind: 'type', message: 'solve gave a list of 1 number, which has no `item`' });
});

describe('an export that is missing', () => {
  const one = check<{ norm(): number; Model: new () => object }>('demo/one', ({ norm, Model }, t) => {
    t.step('one', () => t.close(norm(), 3));
    t.step('two', () => t.ok(new Model(), 'never'));
  });

  test('is named, with those that are there', async () => {
    expect((await one.run({})).failure).toMatchObject({
      kind: 'type',
      message: 'The file exports no norm and nothing else: write `export function norm`',
    });
    expect((await one.run({ Norm: () => 3, Model: class {} })).failure).toMatchObject({
      message: 'The file exports no norm, only Norm, Model: write `export function norm`',
    });
    expect((await one.run({ norm: () => 3 })).failure).toMatchObject({
      message: 'The file exports no Model, only norm: write `export class Model`',
    });
  });

  test('is a value where a function is wanted', async () => {
    expect((await one.run({ norm: 3 })).failure).toMatchObject({
      kind: 'type',
      message: 'The export norm is the number 3, but a function is wanted',
    });
  });
});
