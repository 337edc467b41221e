import { arange } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { Flatten, flatten, Identity, Tensor, tensor, Unflatten } from '../../src/index.ts';

const x = new Tensor(arange(24, { dtype: 'float32' }).reshape(2, 3, 4), { requiresGrad: true });

describe('flatten() and Flatten', () => {
  test('take axes together: all, those behind the batch, or some', () => {
    expect(flatten(x).shape).toEqual([24]);
    expect(new Flatten().forward(x).shape).toEqual([2, 12]);
    expect(new Flatten({ startAxis: 0, endAxis: 1 }).forward(x).shape).toEqual([6, 4]);
    expect(flatten(x, { startAxis: -2 }).shape).toEqual([2, 12]);
    expect(flatten(tensor(3)).shape).toEqual([1]);
    expect(new Flatten().forward(tensor([1, 2]).reshape(2, 1)).shape).toEqual([2, 1]);
  });

  test('let gradients through in the first shape', () => {
    new Flatten().forward(x).sum().backward();
    expect(x.grad!.shape).toEqual([2, 3, 4]);
    x.zeroGrad();
  });

  test('refuse an end before the start', () => {
    expect(() => flatten(x, { startAxis: 2, endAxis: 0 })).toThrow('from axis 2 to 0: the end comes first');
  });
});

describe('Unflatten', () => {
  test('is the way back of Flatten', () => {
    expect(new Unflatten(1, [3, 4]).forward(new Flatten().forward(x)).value.toArray()).toEqual(x.value.toArray());
    expect(new Unflatten(-1, [2, -1]).forward(x).shape).toEqual([2, 3, 2, 2]);
  });

  test('refuses sizes that do not multiply to the axis', () => {
    for (const shape of [[3], [3, -1], [-1, -1], [0, -1]])
      expect(() => new Unflatten(2, shape).forward(x)).toThrow(`Cannot unflatten axis 2 of [2,3,4] into [${shape}]`);
  });
});

test('Identity gives back the very tensor', () => {
  expect(new Identity().forward(x)).toBe(x);
});
