import { array, createReference, type NDArray, scope } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { apply, applyOne, noGrad, type Traced, tensor } from '../../src/index.ts';

/** y = x², with temporaries on both ways. */
function square(x: NDArray): Traced<NDArray> {
  return { values: [x.mul(1).mul(x)], saved: [x], backward: ([dy]) => [dy!.mul(1).mul(x).mul(2)] };
}

describe('apply()', () => {
  test('wants tensors, and says how to make one', () => {
    expect(() => applyOne(square, array([1, 2]) as never)).toThrow(
      'Cannot differentiate by an array: wrap it, new Tensor(x)',
    );
    expect(() => applyOne(square, 3 as never)).toThrow('Cannot compute with number: expected a Tensor');
    expect(() => applyOne(square, null as never)).toThrow(TypeError);
  });

  test('frees what a rule makes on the way, forward and back', () => {
    const device = createReference();
    const x = tensor([1, 2], { device, requiresGrad: true });
    using _ = scope();
    const before = device.stats().bytes;
    const y = applyOne(square, x);
    expect(device.stats().bytes).toBe(before + 8);
    y.sum().backward();
    expect(device.stats().bytes).toBe(before + 8 + 4); // the gradient and the loss
  });

  test('saves nothing in noGrad(), nor where no input requires a gradient', () => {
    const device = createReference();
    const x = tensor([1, 2], { device, requiresGrad: true });
    const saving = (a: NDArray) => {
      const large = a.mul(2);
      return { values: [large.sum()], saved: [large], backward: () => [null] };
    };
    const before = device.stats().bytes;
    using frozen = noGrad(() => applyOne(saving, x));
    using constant = applyOne(saving, x.detach());
    expect(device.stats().bytes).toBe(before + 4 + 4);
    expect([frozen.requiresGrad, constant.requiresGrad]).toEqual([false, false]);
  });

  test('keeps what a rule makes and saves until backward(), and frees it right after its use', () => {
    const device = createReference();
    const x = tensor([1, 2], { device, requiresGrad: true });
    let during = 0;
    const watching = (a: NDArray) => ({
      values: [a.mul(1)],
      backward: ([dy]: readonly (NDArray | null)[]) => {
        during = device.stats().bytes;
        return [dy!];
      },
    });
    const saving = (a: NDArray) => {
      const large = a.expand(100, 2).mul(2);
      return { values: [large.sum()], saved: [large], backward: () => [large.slice(0).mul(1)] };
    };
    using _ = scope();
    const y = applyOne(saving, applyOne(watching, x));
    expect(device.stats().bytes).toBe(8 + 8 + 800 + 4);
    y.backward();
    expect(during).toBe(8 + 8 + 4 + 4 + 8); // x, the first value, the loss, its seed, dy
    expect(x.grad!.toArray()).toEqual([2, 4]);
  });

  test('tells the rule which inputs need a gradient', () => {
    const seen: (readonly boolean[])[] = [];
    const rule = (a: NDArray, b: NDArray) => ({
      values: [a.add(b)],
      backward: (dys: readonly (NDArray | null)[], needs: readonly boolean[]) => {
        seen.push(needs);
        return [dys[0]!, null];
      },
    });
    applyOne(rule, tensor(1, { requiresGrad: true }), tensor(2)).backward();
    expect(seen).toEqual([[true, false]]);
  });

  test('gives a value that is an input a handle of its own', () => {
    const x = tensor([1, 2], { requiresGrad: true });
    const y = applyOne((a) => ({ values: [a], backward: ([dy]) => [dy!] }), x);
    y.mul(2).sum().backward();
    expect(x.value.toArray()).toEqual([1, 2]);
    expect(x.grad!.toArray()).toEqual([2, 2]);
  });

  test('lets several values of one rule flow back together, null for those not needed', () => {
    const seen: boolean[][] = [];
    const halves = (a: NDArray): Traced<NDArray> => ({
      values: [a.mul(0.5), a.mul(2)],
      backward: (dys) => {
        seen.push(dys.map((dy) => dy !== null));
        const [first, second] = dys;
        return [second ? second.mul(2) : first!.mul(0.5)];
      },
    });
    const x = tensor(4, { requiresGrad: true });
    const [low, high] = apply(halves, x);
    high!.backward();
    expect(seen).toEqual([[false, true]]);
    expect(x.grad!.item()).toBe(2);
    expect(() => low!.item()).toThrow('backward() freed it');
  });

  test('gives whole numbers no gradient', () => {
    const x = tensor([1, 3, 2], { requiresGrad: true });
    const [largest, where] = apply(
      (a) => ({ values: [a.max(), a.argmax()], saved: [a], backward: ([dy]) => [dy!.mul(a.equal(3))] }),
      x,
    );
    expect([largest!.requiresGrad, where!.requiresGrad]).toEqual([true, false]);
    largest!.backward();
    expect(x.grad!.toArray()).toEqual([0, 1, 0]);
  });

  test('leaves arrays alone that a rule saves from outside', () => {
    const factor = array([2, 3]);
    const x = tensor([1, 1], { requiresGrad: true });
    applyOne((a) => ({ values: [a.mul(factor)], saved: [factor], backward: ([dy]) => [dy!.mul(factor)] }), x)
      .sum()
      .backward();
    expect(factor.toArray()).toEqual([2, 3]);
    expect(x.grad!.toArray()).toEqual([2, 3]);
  });
});
