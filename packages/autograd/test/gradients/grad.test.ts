import { createReference, tidy } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { grad, Parameter, tensor } from '../../src/index.ts';

describe('grad()', () => {
  const x = tensor([1, 2], { requiresGrad: true });

  test('gives gradients of leaves and of computed tensors, and leaves x.grad alone', () => {
    const y = x.mul(x);
    const [dx, dy] = grad(y.mul(y).sum(), [x, y]);
    expect(dx!.value.toArray()).toEqual([4, 32]);
    expect(dy!.value.toArray()).toEqual([2, 8]);
    expect(x.grad).toBe(null);
  });

  test('does not call onGradient', () => {
    const p = new Parameter(tensor([1]).value);
    p.onGradient = () => expect.unreachable();
    expect(grad(p.mul(2).sum(), [p])[0]!.value.toArray()).toEqual([2]);
  });

  test('of the output by itself is 1', () => {
    const y = x.sum();
    expect(grad(y, [y])[0]!.item()).toBe(1);
  });

  test('keeps the graph with retainGraph', () => {
    const y = x.mul(x).sum();
    grad(y, [x], { retainGraph: true });
    expect(grad(y, [x])[0]!.value.toArray()).toEqual([2, 4]);
    expect(() => grad(y, [x])).toThrow('twice');
  });

  test('leaves its results alone in memory', () => {
    const device = createReference();
    const z = tensor([1, 2, 3, 4], { device, requiresGrad: true });
    tidy(() => {
      const before = device.stats().bytes;
      const y = z.exp().sum();
      grad(y, [z]);
      expect(device.stats().bytes).toBe(before + 4 + 16);
    });
  });

  test('says what is wrong', () => {
    expect(() => grad(x.mul(2), [x])).toThrow('Cannot take grad() of shape [2]');
    expect(() => grad(x.sum(), [x, tensor(1, { requiresGrad: true })])).toThrow(
      'inputs[1]: the output does not depend on it',
    );
    expect(() => grad(tensor(1), [x])).toThrow('requires a gradient');
  });
});
