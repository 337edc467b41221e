import { array, createReference, type NDArray, scope, tidy, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { applyOne, Parameter, Tensor, tensor } from '../../src/index.ts';

describe('backward()', () => {
  test('adds the gradients of forks', () => {
    const x = tensor(3, { requiresGrad: true });
    const y = x.mul(x);
    y.add(y.mul(x)).backward(); // x² + x³
    expect(x.grad!.item()).toBe(2 * 3 + 3 * 9);
  });

  test('adds up over calls until zeroGrad(), in one buffer', () => {
    const x = tensor([1, 2], { requiresGrad: true });
    const step = () => x.mul(3).sum().backward();
    step();
    const buffer = x.grad!;
    step();
    expect(x.grad!.toArray()).toEqual([6, 6]);
    x.zeroGrad();
    expect(x.grad).toBe(null);
    step();
    expect(x.grad).toBe(buffer);
    expect(buffer.toArray()).toEqual([3, 3]);
  });

  test('sums the gradient of a value that was broadcast', () => {
    const b = tensor([1], { requiresGrad: true });
    tensor([
      [1, 2],
      [3, 4],
    ])
      .mul(b)
      .sum()
      .backward();
    expect(b.grad!.toArray()).toEqual([10]);
  });

  test('does not change an array that a rule gives back more than once, or that the user holds', () => {
    const a = tensor([1, 2], { requiresGrad: true });
    const b = tensor([3, 4], { requiresGrad: true });
    const [x, y] = [a.mul(1), b.mul(1)];
    x.add(y).add(x).add(x.add(y)).sum().backward();
    expect(a.grad!.toArray()).toEqual([3, 3]);
    expect(b.grad!.toArray()).toEqual([2, 2]);
  });

  test('adds to a gradient that repeats one element along an axis without writing into it', () => {
    const x = tensor([1, 2], { requiresGrad: true });
    const y = x.mul(1);
    const product = y.mul(array([3, 4]));
    const total = y.sum(); // its gradient is one element, expanded
    product.sum().add(total.mul(2)).backward();
    expect(x.grad!.toArray()).toEqual([5, 6]);
  });

  test('holds one gradient at a time on its way along a chain', () => {
    const device = createReference();
    const x = new Tensor(zeros([250], { device }), { requiresGrad: true });
    let during = 0;
    const watching = (a: NDArray) => ({
      values: [a.mul(1)],
      backward: ([dy]: readonly (NDArray | null)[]) => {
        during = device.stats().bytes;
        return [dy!];
      },
    });
    using _ = scope();
    let y = applyOne(watching, x);
    for (let i = 0; i < 10; i++) y = y.mul(2).add(y);
    y.sum().backward();
    expect(during).toBe(1000 + 1000 + 1000 + 4 + 4); // x, the first value, its gradient, the loss and dL/dL
  });

  test('starts at a leaf: its gradient is 1', () => {
    const x = tensor(5, { requiresGrad: true });
    x.backward();
    expect(x.grad!.item()).toBe(1);
  });

  test('goes through 20,000 steps without recursion', () => {
    using _ = scope();
    const x = tensor(1, { requiresGrad: true });
    let y = x;
    for (let i = 0; i < 20_000; i++) y = y.add(0);
    y.backward();
    expect(x.grad!.item()).toBe(1);
    x.dispose();
  });

  test('skips a rule none of whose values is needed', () => {
    const x = tensor([1, 2], { requiresGrad: true });
    x.split(2)[0]!.sum().backward();
    expect(x.grad!.toArray()).toEqual([1, 0]);
  });

  test('leaves tensors without requiresGrad alone', () => {
    const x = tensor(2, { requiresGrad: true });
    const c = tensor(3);
    x.mul(c).backward();
    expect(c.grad).toBe(null);
  });

  test('keeps the loss readable, and frees the values on the way', () => {
    const x = tensor([1, 2], { requiresGrad: true });
    const y = x.mul(2);
    const kept = y.detach();
    const loss = y.sum();
    loss.backward();
    expect(loss.item()).toBe(6);
    expect(kept.value.toArray()).toEqual([2, 4]);
    expect(() => y.value.toArray()).toThrow('read it or detach() it before, or call backward({ retainGraph: true })');
    expect(() => y.add(1)).toThrow('retainGraph');
    expect(x.value.toArray()).toEqual([1, 2]);
  });

  test('calls onGradient once for each parameter, when its gradient is complete', () => {
    const order: string[] = [];
    const p = new Parameter(array([1, 2]));
    const q = new Parameter(array([3, 4]));
    p.onGradient = (parameter) => order.push(`p ${parameter.grad!.toArray()}`);
    q.onGradient = (parameter) => order.push(`q ${parameter.grad!.toArray()}`);
    p.mul(2).mul(q).add(p).sum().backward(); // p is used twice, q once and later
    expect(order).toEqual(['q 2,4', 'p 7,9']);
  });

  test('calls onGradient after a pass that failed, too', () => {
    const calls: number[] = [];
    const p = new Parameter(array([1, 2]));
    p.onGradient = () => calls.push(1);
    const failing = (a: NDArray) => ({
      values: [a.mul(2)],
      backward: () => {
        throw new Error('broken rule');
      },
    });
    expect(() => applyOne(failing, p).add(p).sum().backward()).toThrow('broken rule');
    p.mul(p).sum().backward();
    expect(calls).toEqual([1]);
  });
});

describe('backward() says what is wrong', () => {
  const x = tensor([1, 2], { requiresGrad: true });

  test('on more than one number', () => {
    expect(() => x.mul(2).backward()).toThrow(RangeError);
    expect(() => x.mul(2).backward()).toThrow('Cannot start backward() from shape [2]');
  });

  test('where nothing requires a gradient', () => {
    expect(() => tensor(1).mul(2).backward()).toThrow('no tensor it was computed from requires a gradient');
  });

  test('on detached values', () => {
    expect(() => x.sum().detach().backward()).toThrow('requires a gradient');
  });

  test('the second time, with the cure', () => {
    const loss = x.mul(x).sum();
    loss.backward();
    expect(() => loss.backward()).toThrow('give it { retainGraph: true }');
  });

  test('the second time through a part that two losses share', () => {
    const y = x.exp();
    const [first, second] = [y.sum(), y.mean()];
    first.backward();
    expect(() => second.backward()).toThrow('twice');
  });

  test('nothing with retainGraph: the second pass adds the same again', () => {
    x.zeroGrad();
    const y = x.mul(x);
    const loss = y.sum();
    loss.backward({ retainGraph: true });
    expect(y.value.toArray()).toEqual([1, 4]);
    loss.backward();
    expect(x.grad!.toArray()).toEqual([4, 8]);
  });

  test('after the scope closed, where the loss was kept', () => {
    const loss = tidy(() => x.exp().mul(2).sum());
    expect(() => loss.backward()).toThrow(
      'freed: its scope closed, or it was disposed; call backward() inside the scope',
    );
  });

  test('after the scope closed over the loss too', () => {
    const loss = (() => {
      using _ = scope();
      return x.sum();
    })();
    expect(() => loss.backward()).toThrow('its scope closed');
  });

  test('where a value that it needs was changed in place, and leaves the gradients as they were', () => {
    x.zeroGrad();
    const w = tensor([1, 2], { requiresGrad: true });
    const loss = x.mul(w).sum().add(x.sum());
    w.value.fill(0);
    expect(() => loss.backward()).toThrow('[2] that mul needs was changed in place after it was used');
    expect(x.grad).toBe(null);
  });

  test('nothing where a value was changed that it does not need', () => {
    const w = tensor([1, 2], { requiresGrad: true });
    const loss = w.add(1).sum();
    w.value.fill(0);
    loss.backward();
    expect(w.grad!.toArray()).toEqual([1, 1]);
  });

  test('where a rule gives a gradient of another shape or dtype', () => {
    const wrong = (value: NDArray) => (a: NDArray) => ({ values: [a.sum()], backward: () => [value] });
    expect(() => applyOne(wrong(array([1, 2, 3])), x).backward()).toThrow('[3] for a value of shape [2]');
    expect(() => applyOne(wrong(array([1, 2], { dtype: 'float64' })), x).backward()).toThrow(
      'float64 for a value of float32',
    );
  });
});
