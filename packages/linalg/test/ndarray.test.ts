import { describe, expect, test } from 'vitest';
import {
  arange,
  array,
  cpu,
  createReference,
  type NDArray,
  ones,
  reference,
  traceArrays,
  zeros,
} from '../src/index.ts';
import { forEachDevice, matchers, QueuedDevice } from '../src/testing/index.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) => {
  describe(`NDArray on ${name}`, () => {
    const device = makeDevice();
    const x = array(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { device },
    );

    test('reshape() is a view where the strides allow it, and infers −1', async () => {
      const column = x.slice({}, { start: 1 });
      expect(x.reshape(3, -1).storage).toBe(x.storage);
      expect(column.reshape(4).storage).not.toBe(x.storage);
      expect(x.slice(0).reshape(1, 3, 1).storage).toBe(x.storage);
      await expect(column.reshape(4)).toBeAllClose([2, 3, 5, 6]);
      await expect(x.T.reshape(-1)).toBeAllClose([1, 4, 2, 5, 3, 6]);
    });

    test('reshape() merges axes of a strided view only where they are regular', async () => {
      const y = arange(24, { device }).reshape(2, 3, 4);
      const merged = y.slice({}, {}, { step: 2 }).reshape(6, 2);
      expect(merged.storage).toBe(y.storage);
      await expect(merged).toBeAllClose(y.slice({}, {}, { step: 2 }).clone().reshape(6, 2));
      const swapped = y.transpose(1, 2).reshape(2, 12);
      expect(swapped.storage).not.toBe(y.storage);
      await expect(swapped.slice(0, { stop: 4 })).toBeAllClose([0, 4, 8, 1]);
    });

    test('slice() takes positions, ranges, steps and negative ends', async () => {
      await expect(x.slice(-1)).toBeAllClose([4, 5, 6]);
      await expect(x.slice({}, -1)).toBeAllClose([3, 6]);
      await expect(x.slice({}, { start: -2 })).toBeAllClose([
        [2, 3],
        [5, 6],
      ]);
      await expect(x.slice(0, { step: 2 })).toBeAllClose([1, 3]);
      await expect(x.slice({}, { start: 2, stop: 9 })).toBeAllClose([[3], [6]]);
      expect(x.slice({ start: 5 }).shape).toEqual([0, 3]);
    });

    test('slice() goes backwards by a negative step', async () => {
      await expect(x.slice(0, { step: -1 })).toBeAllClose([3, 2, 1]);
      await expect(x.slice(0, { start: 1, step: -1 })).toBeAllClose([2, 1]);
      await expect(x.slice(0, { start: 9, stop: 0, step: -2 })).toBeAllClose([3]);
      await expect(x.slice(0, { stop: -9, step: -1 })).toBeAllClose([3, 2, 1]);
      expect(x.slice(0, { start: 0, stop: 2, step: -1 }).shape).toEqual([0]);
      expect(x.slice({}, { step: -1 }).storage).toBe(x.storage);
    });

    test('flip() is a view backwards along one axis, several or all', async () => {
      await expect(x.flip()).toBeAllClose([
        [6, 5, 4],
        [3, 2, 1],
      ]);
      await expect(x.flip(0).flip([0, -1])).toBeAllClose(x.flip(1));
      await expect(x.flip().reshape(-1)).toBeAllClose([6, 5, 4, 3, 2, 1]);
      await expect(x.flip(1).flatten()).toBeAllClose([3, 2, 1, 6, 5, 4]);
      expect(x.flip().storage).toBe(x.storage);
    });

    test('take() looks up rows, or positions of another axis, by an array or a list', async () => {
      await expect(x.take([1, 0])).toBeAllClose([
        [4, 5, 6],
        [1, 2, 3],
      ]);
      await expect(x.take(Int32Array.of(2, 2), { axis: 1 })).toBeAllClose([
        [3, 3],
        [6, 6],
      ]);
      const ids = array([[0], [1]], { dtype: 'int32', device });
      expect(x.take(ids, { axis: -1 }).shape).toEqual([2, 2, 1]);
      await expect(x.flip().take(ids, { axis: 1 })).toBeAllClose([
        [[6], [5]],
        [[3], [2]],
      ]);
      expect(x.take([]).shape).toEqual([0, 3]);
    });

    test('dot() is the inner product, the matrix product, or NumPy’s of more axes', async () => {
      const v = array([1, 0, 2], { device });
      await expect(v.dot(v)).toBeAllClose(5);
      await expect(x.dot(v)).toBeAllClose([7, 16]);
      await expect(x.dot(x.T)).toBeAllClose(x.matmul(x.T));
      await expect(x.dot(ones([], { device }).mul(2))).toBeAllClose(x.mul(2));
      const y = arange(12, { device }).reshape(2, 3, 2);
      expect(x.dot(y).shape).toEqual([2, 2, 2]);
      await expect(x.dot(y).slice(1, 0)).toBeAllClose(x.slice(1).matmul(y.slice(0)));
      await expect(x.dot(y).slice({}, 1)).toBeAllClose(x.matmul(y.slice(1)));
    });

    test('transposing, expanding, squeezing and splitting share memory', async () => {
      expect([x.T.shape, x.mT.shape, x.permute(1, 0).shape]).toEqual([
        [3, 2],
        [3, 2],
        [3, 2],
      ]);
      await expect(x.slice(0).unsqueeze(0).expand(2, 3)).toBeAllClose([
        [1, 2, 3],
        [1, 2, 3],
      ]);
      expect(x.unsqueeze(-1).shape).toEqual([2, 3, 1]);
      expect(x.unsqueeze(0).squeeze().shape).toEqual([2, 3]);
      const [left, , right] = x.split(3, { axis: 1 });
      await expect(left!).toBeAllClose([[1], [4]]);
      expect(right!.storage).toBe(x.storage);
    });

    test('a number takes the array’s dtype; division and means of integers are float32', async () => {
      const n = array([1, 2], { dtype: 'int32', device });
      expect([n.add(1).dtype, n.div(2).dtype, n.mean().dtype, n.exp().dtype, n.argmax().dtype]).toEqual([
        'int32',
        'float32',
        'float32',
        'float32',
        'int32',
      ]);
      await expect(n.div(array([2, 4], { dtype: 'int32', device }))).toBeAllClose([0.5, 0.5]);
      await expect(n.greater(1.5)).toBeAllClose([0, 1]);
      await expect(x.greater(1).sum()).toBeAllClose(5);
    });

    test('masks multiply floats, and sum to int32', () => {
      expect(x.mul(x.greater(2)).dtype).toBe('float32');
      expect(x.greater(2).sum().dtype).toBe('int32');
    });

    test('matmul() takes vectors as NumPy does', async () => {
      const v = array([1, 1, 1], { device });
      await expect(x.matmul(v)).toBeAllClose([6, 15]);
      await expect(array([1, 1], { device }).matmul(x)).toBeAllClose([5, 7, 9]);
      await expect(v.matmul(v)).toBeAllClose(3);
    });

    test('assign() broadcasts and converts', async () => {
      const y = zeros([2, 2], { device });
      await expect(y.assign(array([1, 2], { dtype: 'int32', device }))).toBeAllClose([
        [1, 2],
        [1, 2],
      ]);
    });
  });
});

describe('NDArray reads', () => {
  test('item(), get(), set(), toArray() and toFlat() answer at once where the host sees the memory', () => {
    const x = array([
      [1, 2],
      [3, 4],
    ]);
    x.set(9, 1, 0);
    expect([x.get(1, 0), x.slice(0, 1).item(), x.toArray()]).toEqual([
      9,
      2,
      [
        [1, 2],
        [9, 4],
      ],
    ]);
    expect(x.toFlat()).toEqual(Float32Array.of(1, 2, 9, 4));
  });

  test('reading at once from a device that must be awaited says what to do', () => {
    expect(() => ones([1], { device: new QueuedDevice() }).item()).toThrow('use `await x.data()` or `await x.to(cpu)`');
  });
});

test('take() frees its copies where it refuses', () => {
  const device = createReference();
  const table = ones([2, 3], { device }).flip();
  const before = device.stats().bytes;
  expect(() => table.T.take([5])).toThrow('Cannot take row 5');
  expect(device.stats().bytes).toBe(before);
});

describe('NDArray refuses', () => {
  const x = array([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const cases: readonly (readonly [string, () => unknown])[] = [
    ['Cannot broadcast [2,3] with [2]: axis -1 is 3 and 2', () => x.add(array([1, 2]))],
    ['Cannot multiply [2,3] by [2,3]: inner axes are 3 and 2', () => x.matmul(x)],
    ['Cannot reshape [2,3] into [4]: 6 elements do not fit', () => x.reshape(4)],
    ['Cannot reshape [2,3] into [-1,4]', () => x.reshape(-1, 4)],
    ['Cannot permute [2,3] by [0,0]', () => x.permute(0, 0)],
    ['Cannot take position 2 of axis 0: it has 2', () => x.slice(2)],
    ['Cannot slice axis 1 by step 0', () => x.slice({}, { step: 0 })],
    ['Cannot slice [2,3] by 3 ranges', () => x.slice(0, 0, 0)],
    ['Cannot expand [2,3] to [2,4]', () => x.expand(2, 4)],
    ['Cannot squeeze axis 1 of [2,3]: it is 3, not 1', () => x.squeeze(1)],
    ['Cannot split axis 1 of [2,3] into 2 equal parts', () => x.split(2, { axis: 1 })],
    ['Cannot find axis 2: the array has 2 axes', () => x.sum({ axis: 2 })],
    ['Cannot use axis 1 twice', () => x.sum({ axis: [1, -1] })],
    ['Cannot take item() of shape [2,3]: expected one element, found 6', () => x.item()],
    ['Cannot find element [1] of [2,3]: expected 2 positions', () => x.get(1)],
    ['Cannot take the max of no elements', () => zeros([0]).max()],
    ['Cannot take row 7: the table has 2 rows', () => x.take(array([7], { dtype: 'int32' }))],
    ['Cannot take row 0.5: expected a whole number', () => x.take([0.5])],
    ['Cannot find axis 2: the array has 2 axes', () => x.take([0], { axis: 2 })],
    ['Cannot multiply [2,3] by [2]: inner axes are 3 and 2', () => x.dot(ones([2]))],
    ["Cannot take rows at float32 positions: expected int32, x.astype('int32')", () => x.take(array([0]))],
    [
      "Cannot combine float32 with int32: convert one of them, e.g. x.astype('float32')",
      () => x.add(x.astype('int32')),
    ],
    ["the number takes the array's dtype; use x.astype('float32')", () => x.astype('int32').mul(0.5)],
    ['Cannot combine arrays on cpu and reference: move one', () => x.add(ones([3], { device: reference }))],
  ];
  for (const [message, f] of cases) test(message, () => expect(f).toThrow(message));

  test('shapes and dtypes with the right kind of error', () => {
    expect(() => x.matmul(x)).toThrow(RangeError);
    expect(() => x.add(x.astype('int32'))).toThrow(TypeError);
  });

  test('leaks nothing when an operation throws', () => {
    const ids = array([7], { dtype: 'int32' });
    const before = cpu.stats().bytes;
    expect(() => x.take(ids)).toThrow();
    expect(() => x.add(array([1, 2]))).toThrow();
    expect(cpu.stats().bytes - before).toBeLessThanOrEqual(64); // the literal above may wait for its collector
  });
});

describe('disposed arrays', () => {
  test('throw on use, and a second dispose() does nothing', () => {
    const x = ones([2, 2]);
    x.dispose();
    x.dispose();
    expect(() => x.add(1)).toThrow('Cannot use an array of shape [2,2]: it was disposed');
    expect(`${x}`).toBe('NDArray(shape [2,2], float32)');
  });

  test('name their reason and, while tracing, the place where they were made', () => {
    traceArrays(true);
    const x: NDArray = ones([1]);
    traceArrays(false);
    x.dispose('it was freed by backward()');
    expect(() => x.item()).toThrow(/it was freed by backward\(\)\n[\s\S]*ndarray\.test\.ts/);
  });
});
