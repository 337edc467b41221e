import { ones } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { tensor, unbroadcast } from '../../src/index.ts';

describe('unbroadcast()', () => {
  test('sums over stretched and over new axes', () => {
    expect(unbroadcast(ones([2, 3]), [3]).toArray()).toEqual([2, 2, 2]);
    expect(unbroadcast(ones([2, 3]), [2, 1]).toArray()).toEqual([[3], [3]]);
    expect(unbroadcast(ones([4, 2, 3]), []).item()).toBe(24);
    expect(unbroadcast(ones([4, 1, 3]), [1, 1]).shape).toEqual([1, 1]);
  });

  test('gives back what already fits', () => {
    const x = ones([2, 3]);
    expect(unbroadcast(x, [2, 3])).toBe(x);
  });

  test('works on tensors', () => {
    expect(
      unbroadcast(
        tensor([
          [1, 2],
          [3, 4],
        ]),
        [2],
      ).value.toArray(),
    ).toEqual([4, 6]);
  });

  test('names both shapes where they do not broadcast', () => {
    expect(() => unbroadcast(ones([2, 3]), [2])).toThrow('shape [2,3] for a value of shape [2]');
    expect(() => unbroadcast(ones([3]), [1, 3])).toThrow(RangeError);
  });
});
