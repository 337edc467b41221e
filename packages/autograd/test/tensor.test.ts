import { array, createReference, type NDArray, reference, tidy } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers, QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { Parameter, Tensor, tensor } from '../src/index.ts';

expect.extend(matchers);

describe('Tensor', () => {
  const x = tensor(
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    { requiresGrad: true },
  );

  test('knows shape, ndim, size, dtype and device of its value', () => {
    expect(x.shape).toEqual([2, 3]);
    expect([x.ndim, x.size, x.dtype, x.device.name]).toEqual([2, 6, 'float32', 'cpu']);
    expect(tensor([1], { dtype: 'float64', device: reference }).device).toBe(reference);
  });

  test('combines with numbers, arrays and tensors', () => {
    expect(
      x
        .add(1)
        .sub(array([1, 2, 3]))
        .mul(x)
        .slice(0)
        .value.toArray(),
    ).toEqual([1, 2, 3]);
  });

  test('compares into masks', () => {
    expect(x.greater(3).toArray()).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ]);
    expect(x.equal(x.value).dtype).toBe('uint8');
    expect(x.notEqual(1).sum().item()).toBe(5);
    expect(x.less(2).sum().item()).toBe(1);
    expect(x.lessEqual(2).sum().item()).toBe(2);
    expect(x.greaterEqual(tensor(2)).sum().item()).toBe(5);
    expect(x.argmax({ axis: 1 }).toArray()).toEqual([2, 2]);
  });

  test('prints its value', () => {
    expect(`${tensor([1, 2])}`).toBe(`${array([1, 2])}`);
  });

  test('reads one number with item() and all with data()', async () => {
    expect(tensor(7).item()).toBe(7);
    expect([...(await tensor([1, 2]).data())]).toEqual([1, 2]);
    const queued = tensor([1, 2], { device: new QueuedDevice() });
    expect(() => queued.sum().item()).toThrow('await');
    expect([...(await queued.data())]).toEqual([1, 2]);
  });

  test('detach() shares the values and takes no gradient', () => {
    const y = x.detach();
    expect(y.requiresGrad).toBe(false);
    expect(y.value.storage).toBe(x.value.storage);
  });

  test('takes a gradient set by hand, as a copy, and refuses another shape', () => {
    const w = tensor([1, 2], { requiresGrad: true });
    const g = array([3, 4]);
    w.grad = g;
    g.fill(0);
    expect(w.grad.toArray()).toEqual([3, 4]);
    const same = w.grad;
    w.grad = same;
    expect(w.grad.toArray()).toEqual([3, 4]);
    w.grad = null;
    expect(w.grad).toBe(null);
    expect(() => {
      w.grad = array([1]);
    }).toThrow('Cannot set the gradient of [2]: found shape [1]');
  });

  test('survives tidy() like an array', () => {
    expect(tidy(() => tensor([1, 2]).mul(2)).value.toArray()).toEqual([2, 4]);
  });

  test('dispose() frees values and gradient', () => {
    const device = createReference();
    const w = tensor([1, 2], { device, requiresGrad: true });
    tidy(() => w.mul(w).sum().backward());
    expect(device.stats().bytes).toBe(16);
    w.dispose();
    expect(device.stats().bytes).toBe(0);
  });

  test('can be frozen and thawed, but not where it was computed', () => {
    const w = tensor([1], { requiresGrad: true });
    w.requiresGrad = false;
    expect(w.mul(2).requiresGrad).toBe(false);
    w.requiresGrad = true;
    const y = w.mul(2);
    expect(() => {
      y.requiresGrad = false;
    }).toThrow('use detach()');
  });
});

describe('Tensor says what is wrong', () => {
  const x = tensor([1, 2]);

  test('where whole numbers should have a gradient', () => {
    expect(() => tensor([1], { dtype: 'int32', requiresGrad: true })).toThrow('Cannot require a gradient of int32');
    const ids = tensor([1], { dtype: 'int32' });
    expect(() => {
      ids.requiresGrad = true;
    }).toThrow(TypeError);
  });

  test('where dtypes mix', () => {
    expect(() => x.add(tensor([1, 2], { dtype: 'float64' }))).toThrow('float32 with float64');
  });

  test('where devices mix', () => {
    expect(() => x.add(tensor([1, 2], { device: reference }))).toThrow('on cpu and reference');
    expect(() => x.matmul(tensor([1, 2], { device: reference }))).toThrow(TypeError);
  });

  test('where shapes do not fit, with both shapes', () => {
    expect(() => x.add(tensor([1, 2, 3]))).toThrow('[2] with [3]');
    expect(() => x.reshape(3)).toThrow('[2] into [3]');
  });

  test('where a tensor or a parameter is made of what is no array', () => {
    const list = [1, 2] as unknown as NDArray;
    expect(() => new Tensor(list)).toThrow('Cannot wrap a list: expected an NDArray; use tensor(), or array()');
    expect(() => new Parameter(list)).toThrow('Cannot wrap a list: expected an NDArray');
    expect(() => new Tensor(x as unknown as NDArray)).toThrow('Cannot wrap Tensor: expected an NDArray');
  });

  test('where the other side is no operand', () => {
    expect(() => x.add('1' as unknown as Tensor)).toThrow(
      'Cannot compute with string: expected a Tensor, an NDArray or a number',
    );
  });
});

forEachDevice((makeDevice, name) => {
  test(`a small net has one gradient on every device: ${name}`, async () => {
    const device = makeDevice();
    const w = tensor(
      [
        [0.5, -1],
        [2, 0.25],
      ],
      { device, requiresGrad: true },
    );
    const x = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      { device },
    );
    const y = x.matmul(w).tanh();
    y.mul(y).mean().backward();
    await expect(w.grad).toBeAllClose(
      [
        [0.000246672, -0.283879489],
        [0.000493344, -0.499649644],
      ],
      { atol: 1e-6 },
    ); // PyTorch's
  });
});
