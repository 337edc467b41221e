import { array } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { Variable } from '../../src/index.ts';

describe('Variable', () => {
  test('accumulate() adds into one buffer, and spreads what broadcasts', () => {
    const v = new Variable(array([1, 2]), true);
    v.accumulate(array([10, 20]));
    const buffer = v.gradient;
    v.accumulate(array([1]));
    expect(v.gradient).toBe(buffer);
    expect(buffer!.toArray()).toEqual([11, 21]);
  });

  test('replace() takes a new value and drops the gradient', () => {
    const v = new Variable(array([1]), true);
    const old = v.value;
    v.accumulate(array([1]));
    v.replace(array([5]));
    expect(old.isDisposed).toBe(true);
    expect(v.gradient).toBe(null);
    expect(v.value.toArray()).toEqual([5]);
  });
});
