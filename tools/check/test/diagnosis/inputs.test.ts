import type { Numbers } from '@zero-to-gpt/check';
import { describe, expect, test } from 'vitest';
import { failedWith } from '../failed.ts';

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
