import { check } from '@zero-to-gpt/check';
import { describe, expect, test } from 'vitest';
import { failed, failedWith } from './failed.ts';
import { type NDArray, nd } from './nd-array.ts';

describe('a changed input', () => {
  test('is shown before and after', async () => {
    const failure = await failedWith(
      (values: number[]) => values.sort((a, b) => a - b),
      (solve, t) => t.close(solve([3, 1, 7]), [1, 3, 7]),
    );
    expect(failure).toEqual({
      step: 'one',
      kind: 'mutation',
      message: 'solve changed its input `values`: work on a copy',
      detail: ['Before', '  3   1   7', 'After, changes ‹marked›', ' ‹1› ‹3›  7', 'The call was solve([3, 1, 7])'].join(
        '\n',
      ),
    });
  });

  test('is found in an array', async () => {
    const failure = await failedWith(
      (_a: number, x: NDArray) => {
        x.data[1] = 9;
        return 4;
      },
      (solve, t) => t.close(solve(1, nd([2], 1, 2)), 4),
    );
    expect(failure).toMatchObject({ kind: 'mutation', message: 'solve changed its input `x`: work on a copy' });
  });

  test('is found in a list that grew', async () => {
    const failure = await failedWith(
      (x: number[]) => x.push(1),
      (solve, t) => t.close(solve([1, 2]), 3),
    );
    expect(failure?.detail).toContain('Before it had shape [2], after it [3]');
  });

  test('is found in lists of texts, typed arrays and objects', async () => {
    const change = async <T>(x: T, how: (x: T) => void) =>
      (await failedWith(how as (x: unknown) => void, (solve) => solve(x)))?.kind;
    expect(await change(['b', 'a'], (x) => x.sort())).toBe('mutation');
    expect(await change(new Float32Array(2), (x) => x.fill(1))).toBe('mutation');
    expect(await change({ w: [1, 2] }, (x) => x.w.reverse())).toBe('mutation');
    expect(await change({ w: 1 }, (x) => Object.assign(x, { b: 2 }))).toBe('mutation');
    expect(await change([nd([1], 1)], (x) => x.pop())).toBe('mutation');
    expect(await change([[1, 2], [3]], (x) => x[1]!.push(1))).toBe('mutation');
  });

  test('is found where memory was given back', async () => {
    const failure = await failedWith(
      (x: NDArray) => {
        x.freed = true;
        return 1;
      },
      (solve, t) => t.close(solve(nd([1], 1)), 1),
    );
    expect(failure?.message).toBe(
      'solve freed its input `x`: dispose of what the function made, not of what it was given',
    );
  });

  test('is found when the promise resolves', async () => {
    const failure = await failedWith(
      async (x: number[]) => {
        await Promise.resolve();
        return x.fill(0).length;
      },
      async (solve, t) => t.close(await solve([1, 2]), 2),
    );
    expect(failure).toMatchObject({ kind: 'mutation', message: 'solve changed its input `x`: work on a copy' });
  });

  test('is allowed where it is the exercise', async () => {
    const failure = await failedWith(
      (x: number[]) => x.fill(0),
      (solve, t) => t.close(solve([1, 2]), [0, 0]),
      { mutates: ['solve'] },
    );
    expect(failure).toBeUndefined();
  });

  test('is named as it was written, not as a bundler renamed it', async () => {
    const said = async (solve: (...x: number[][]) => unknown) =>
      (await failedWith(solve, (watched) => watched([1], [1])))?.message;
    expect(await said((x2) => x2.push(1))).toContain('its input `x`');
    expect(await said((x2, w) => x2.push(w.length))).toContain('its input `x`');
    expect(await said((x1, x2) => x2.push(x1.length))).toContain('its input `x2`');
    expect(await said((x, x2) => x2.push(x.length))).toContain('its input `x2`');
  });

  test('is named by its place where the parameter has no name', async () => {
    const failure = await failedWith(
      ([...x]: number[], { w }: { w: number[] }) => w.push(x.length),
      (solve) => solve([1], { w: [] }),
    );
    expect(failure?.message).toBe('solve changed its input `input 2`: work on a copy');
  });
});

test('unchanged inputs pass, NaN among them', async () => {
  const failure = await failedWith(
    (x: number[], options: { scale?: number } = {}) => x.length + (options.scale ?? 0),
    (solve, t) => t.close(solve([Number.NaN, -0], { scale: 1 }), 3),
  );
  expect(failure).toBeUndefined();
});

describe('input()', () => {
  test('finds what a method changed, at the end of the step', async () => {
    class Model {
      fit(x: number[]): number {
        x[0] = 7;
        return 1;
      }
    }
    const one = check<{ Model: typeof Model }>('demo/one', (mine, t) => {
      t.step('fits', () => t.close(new mine.Model().fit(t.input([1, 2])), 1));
    });
    const { failure } = await one.run({ Model });
    expect(failure).toMatchObject({ kind: 'mutation', message: 'An input was changed: work on a copy' });
  });

  test('passes what stays as it is', async () => {
    expect(await failed((t) => t.close(t.input([1, 2]), [1, 2]))).toBeUndefined();
  });
});

describe('the call in the detail', () => {
  test('shows large inputs by their shape', async () => {
    const failure = await failedWith(
      (_x: NDArray, _n: number, _f: (x: number) => number) => 1,
      (solve, t) => t.close(solve(nd([17, 9], ...new Array<number>(153).fill(0)), 0.5, Math.abs), 2),
    );
    expect(failure?.detail).toBe('The call was solve(an NDArray of shape [17, 9], 0.5, abs)');
  });

  test('is the last one of the step', async () => {
    const failure = await failedWith(
      (x: string) => x.length,
      (solve, t) => t.close(solve('a') + solve('bcd'), 5),
    );
    expect(failure?.detail).toBe("The call was solve('bcd')");
  });
});
