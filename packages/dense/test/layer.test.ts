import { array, cpu, tidy } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { Parameter } from '../src/index.ts';

describe('Parameter', () => {
  test('takes its value over, and keeps it outside all scopes', () => {
    const made: Parameter[] = [];
    const value = tidy(() => {
      const first = array([1, 2]);
      made.push(new Parameter('weight', first));
      return { wasTaken: first.isDisposed };
    });
    expect(value.wasTaken).toBe(true);
    expect(made[0]!.value.toArray()).toEqual([1, 2]);
  });
  test('grad is zeros until slopes come, and after zeroGrad()', () => {
    using parameter = new Parameter('weight', array([1, 2]));
    expect(parameter.grad.toArray()).toEqual([0, 0]);
    parameter.accumulate(array([3, 4]));
    parameter.accumulate(array([1, 1]));
    expect(parameter.grad.toArray()).toEqual([4, 5]);
    parameter.zeroGrad();
    expect(parameter.grad.toArray()).toEqual([0, 0]);
  });
  test('accumulate() takes views, and leaves them as they are', () => {
    using parameter = new Parameter('weight', array([[1, 2]]));
    const slopes = array([[3], [4]]);
    parameter.accumulate(slopes.T);
    parameter.accumulate(slopes.T);
    expect(parameter.grad.toArray()).toEqual([[6, 8]]);
    expect(slopes.toArray()).toEqual([[3], [4]]);
  });
  test('accumulate() refuses another shape, and says whose', () => {
    using parameter = new Parameter('bias', array([1, 2]));
    expect(() => parameter.accumulate(array([[1, 2]]))).toThrow('Cannot add slopes [1,2] to bias: expected [2]');
  });
  test('dispose frees value and slopes', () => {
    const before = cpu.stats().bytes;
    {
      using parameter = new Parameter('weight', array([1, 2]));
      tidy(() => parameter.accumulate(array([1, 2])));
      expect(cpu.stats().bytes).toBeGreaterThan(before);
    }
    expect(cpu.stats().bytes).toBe(before);
  });
});
