import type { GradOptions } from '@zero-to-gpt/check';
import { describe, expect, test } from 'vitest';
import { failed, failedWith } from './failed.ts';
import { nd } from './nd-array.ts';

const names = ['dL/dw', 'dL/db'];
/** Slopes 2 and 8 at [1, 2]. */
const loss = ([w = 0, b = 0]: number[]) => w * w + 2 * b * b;
const grad = (got: unknown, options: GradOptions = {}) =>
  failed((t) => t.grad(loss, [1, 2], got, { names, ...options }));

describe('grad()', () => {
  test('passes slopes that agree with central differences', async () => {
    expect(await grad([2, 8])).toBeUndefined();
    expect(await grad(nd([2], 2, 8))).toBeUndefined();
    expect(await grad(new Float32Array([2.001, 8]))).toBeUndefined();
  });

  test('takes one number for a function of one number', async () => {
    expect(await failed((t) => t.grad(([x = 0]) => x * x, 3, 6))).toBeUndefined();
    expect(await failed((t) => t.grad(([x = 0]) => x * x, [3], [6]))).toBeUndefined();
  });

  test('takes the place as an array', async () => {
    expect(await failed((t) => t.grad(loss, nd([2], 1, 2), nd([2], 2, 8)))).toBeUndefined();
  });

  test('shows the slopes beside the numeric ones', async () => {
    expect(await grad([2, 5])).toEqual({
      step: 'one',
      kind: 'gradient',
      message: '1 of 2 slopes is wrong',
      detail: [
        '   slope  yours  numeric  yours / numeric',
        '✓  dL/dw      2        2                1',
        '✗  dL/db      5        8            0.625',
      ].join('\n'),
    });
  });

  test('shows the wrong ones first where there are many', async () => {
    const x = Array.from({ length: 30 }, (_, i) => i);
    const failure = await failed((t) =>
      t.grad(
        (v) => v.reduce((sum, y) => sum + y, 0),
        x,
        x.map((i) => (i === 20 ? 9 : 1)),
      ),
    );
    expect(failure?.detail).toMatch(/^.*\n✗ {2}x\[20\] +9/);
    expect(failure?.detail).toMatch(/\nand 20 more$/);
  });

  test.each<[string, number[], string]>([
    ['the wrong sign', [-2, -8], '2 of 2 slopes are wrong: each is the wanted one with the wrong sign'],
    [
      'a missing 2',
      [1, 4],
      '2 of 2 slopes are wrong: each is ½ times the wanted one. Is a 2 missing, as in the derivative of a square?',
    ],
    ['any other factor', [6, 24], '2 of 2 slopes are wrong: each is 3 times the wanted one'],
    ['zeros', [0, 0], '2 of 2 slopes are wrong: all are 0'],
    ['NaN', [Number.NaN, 8], '1 of 2 slopes is wrong: 1 is NaN'],
    ['the wrong order', [8, 2], '2 of 2 slopes are wrong: these are the right slopes in another order'],
    ['one wrong sign', [2, -8], '1 of 2 slopes is wrong: it is the wanted one with the wrong sign'],
  ])('tells %s', async (_, got, message) => {
    expect(await grad(got)).toMatchObject({ kind: 'gradient', message });
  });

  test('tells a sum from a mean by the inputs of the call', async () => {
    const failure = await failedWith(
      (x: number[]) => [2 * x.length, 8 * x.length],
      (solve, t) => t.grad(loss, [1, 2], solve([1, 2, 3, 4, 5, 6])),
    );
    expect(failure?.message).toBe(
      '2 of 2 slopes are wrong: each is 6 times the wanted one. 6 is the length of `x`: is this a sum where a mean is wanted?',
    );
  });

  test('names a factor that only some slopes have', async () => {
    const failure = await failedWith(
      (x: number[]) => [2 * x.length, 8],
      (solve, t) => t.grad(loss, [1, 2], solve([1, 2, 3, 4, 5, 6])),
    );
    expect(failure?.message).toContain('1 of 2 slopes is wrong: it is 6 times the wanted one. 6 is the length of `x`');
  });

  test('wants as many slopes as there are numbers', async () => {
    expect(await grad([2])).toMatchObject({
      kind: 'shape',
      message: 'The gradient has 1 slope, but 2 are wanted: one for each number',
    });
  });

  test('wants numbers', async () => {
    expect(await grad(undefined)).toMatchObject({
      kind: 'type',
      message: 'The gradient is undefined: is a `return` missing?',
    });
    expect(await grad(2)).toMatchObject({
      kind: 'type',
      message: 'The gradient is the number 2, but a list of shape [2] is wanted',
    });
  });

  test('compares as closely as it is asked to', async () => {
    expect(await grad([2.5, 8], { rtol: 0.5 })).toBeUndefined();
    expect(await grad([2.001, 8], { rtol: 0, atol: 1e-6 })).toMatchObject({ kind: 'gradient' });
  });
});
