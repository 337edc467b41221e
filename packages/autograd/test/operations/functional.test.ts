import { array } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { concat, gelu, logSoftmax, relu, sigmoid, silu, softmax, stack, tanh, tensor, where } from '../../src/index.ts';

const x = tensor([0, 1]);

describe('functions of tensors', () => {
  test('relu(), tanh(), sigmoid(), silu() and gelu() of 0 and 1', () => {
    const at1 = [relu, tanh, sigmoid, silu, gelu].map((f) => f(x).value.get(1).toFixed(4));
    expect(at1).toEqual(['1.0000', '0.7616', '0.7311', '0.7311', '0.8412']);
    expect([relu, tanh, sigmoid, silu, gelu].map((f) => f(x).value.get(0))).toEqual([0, 0, 0.5, 0, 0]);
    expect(gelu(x, { approximate: 'none' }).value.get(1).toFixed(4)).toBe('0.8413');
  });

  test('softmax() and logSoftmax() along an axis', () => {
    const square = tensor([
      [0, 0],
      [0, 0],
    ]);
    expect(softmax(square, { axis: 0 }).value.toArray()).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
    expect(logSoftmax(square).value.get(0, 0)).toBeCloseTo(-Math.LN2, 6);
  });

  test('concat() and stack() lay tensors side by side', () => {
    expect(concat([x, x]).value.toArray()).toEqual([0, 1, 0, 1]);
    expect(stack([x, x], { axis: 1 }).value.toArray()).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(() => concat([x, tensor([[1]])])).toThrow('[2] and [1,1]');
  });

  test('where() says what its mask and its choices are instead', () => {
    const x = tensor([1]);
    expect(() => where([1] as never, x, 0)).toThrow(
      'Cannot choose by a mask that is a list: expected an NDArray of dtype uint8, as x.greater(0)',
    );
    expect(() => where(x as never, x, 0)).toThrow('Cannot choose by a mask that is Tensor');
    expect(() => where(x.greater(0), x, undefined as never)).toThrow(
      'Cannot choose from undefined: expected a Tensor, an NDArray or a number',
    );
  });

  test('where() chooses by a mask', () => {
    const mask = array([1, 0], { dtype: 'uint8' });
    expect(where(mask, x, -1).value.toArray()).toEqual([0, -1]);
    expect(where(mask, 5, x).value.toArray()).toEqual([5, 1]);
    expect(where(mask, 5, 6).value.toArray()).toEqual([5, 6]);
    expect(() => where(array([1, 0]), x, x)).toThrow('expected a mask (uint8)');
  });
});
