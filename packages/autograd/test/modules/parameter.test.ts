import { array, createReference, scope, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { Parameter } from '../../src/index.ts';

describe('Parameter', () => {
  test('belongs to no scope, and neither does its gradient', () => {
    const p = (() => {
      using _ = scope();
      const made = new Parameter(zeros([2]));
      made.add(1).sum().backward();
      return made;
    })();
    expect(p.value.toArray()).toEqual([0, 0]);
    expect(p.grad!.toArray()).toEqual([1, 1]);
  });

  test('takes over the array: the handle passed in is freed, the memory not copied', () => {
    const device = createReference();
    const x = array([1, 2], { device });
    const p = new Parameter(x);
    expect(device.stats().bytes).toBe(8);
    expect(() => x.toArray()).toThrow('a Parameter took it over; use parameter.value');
    p.dispose();
    expect(device.stats().bytes).toBe(0);
  });

  test('lies in row-major order, whatever it is made from', () => {
    const p = new Parameter(
      array([
        [1, 2],
        [3, 4],
      ]).T,
    );
    expect(p.value.isContiguous).toBe(true);
    expect(p.value.toArray()).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  test('requires a gradient from the start, and refuses whole numbers', () => {
    expect(new Parameter(zeros([1])).requiresGrad).toBe(true);
    expect(() => new Parameter(zeros([1], { dtype: 'int32' }))).toThrow('Cannot require a gradient of int32');
  });
});
