import { array, cpu, createCPU, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test, vi } from 'vitest';
import { gather, gradCheck, rules, scatterAdd, takeAlongAxis, tensor } from '../../src/index.ts';
import { byName, checkTwice, describeGolden, int32, leaf } from '../golden.ts';

const mask = (nested: unknown, like: Parameters<typeof int32>[1]) => int32(nested, like).greater(0);

describeGolden(
  'indexing',
  byName('indexing', {
    'slice positions and ranges': ({ x }) => x!.slice(1, { start: 1 }, { step: 2 }),
    'slice from the end': ({ x }) => x!.slice({}, {}, { start: -3, stop: -1 }),
    'slice backwards': ({ x }) => x!.slice({}, { step: -2 }),
    'take rows': ({ x }) => x!.take([2, 0, 2, 1]),
    'take rows at a grid': ({ x }) =>
      x!.take(
        int32(
          [
            [1, 0],
            [1, 1],
          ],
          x!,
        ),
      ),
    'take along the middle axis': ({ x }) => x!.take([2, 0, 2, 1], { axis: 1 }),
    'take at a grid along the last axis': ({ x }) =>
      x!.take(
        int32(
          [
            [1, 0],
            [1, 1],
          ],
          x!,
        ),
        { axis: -1 },
      ),
    takeAlongAxis: ({ x }) =>
      takeAlongAxis(
        x!,
        int32(
          [
            [0, 2, -1],
            [1, 1, 0],
          ],
          x!,
        ),
      ),
    'takeAlongAxis broadcasts': ({ x }) => takeAlongAxis(x!, int32([[[1], [0]]], x!), { axis: 1 }),
    gather: ({ x }) => gather(x!, int32([[2, 0]], x!), { axis: 0 }),
    scatterAdd: ({ x, source }) =>
      scatterAdd(
        x!,
        int32(
          [
            [0, 1],
            [0, 0],
          ],
          x!,
        ),
        source!,
        { axis: 0 },
      ),
    'scatterAdd to a part': ({ x, source }) => scatterAdd(x!, int32([[4, 1, 1]], x!), source!),
    'select elements': ({ x }) =>
      x!.select(
        mask(
          [
            [1, 0, 1],
            [0, 1, 1],
          ],
          x!,
        ),
      ),
    'select rows': ({ x }) => x!.select(mask([1, 0, 1], x!)),
  }),
  { where: (device, name) => device !== 'queued' || !name.startsWith('select') },
);

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 4], { device });
    test('take() of rows and positions, some twice and some never', () => {
      checkTwice((a) => a.take([1, 1, 0]), [x]);
      checkTwice(
        (a) =>
          a.take(
            int32(
              [
                [2, 0],
                [0, 0],
              ],
              a,
            ),
            { axis: 1 },
          ),
        [x],
      );
      checkTwice((a) => a.take(new Int32Array([3]), { axis: -1 }).mul(a), [x]);
    });
    test('take() of no rows', () => gradCheck((a) => a.take([]).sum().add(a.sum()), [x]));
    test('takeAlongAxis() and gather()', () => {
      checkTwice((a) => takeAlongAxis(a, a.argsort({ axis: 1 }), { axis: 1 }), [x]);
      checkTwice((a) => takeAlongAxis(a, int32([[[-1], [0], [-1]]], a)), [x]);
      checkTwice((a) => gather(a, int32([[[1, 1, 0]]], a), { axis: 0 }), [x]);
    });
    test('scatterAdd(), where indices meet, repeat and leave some out', () => {
      const source = leaf([2, 2, 4], { device, seed: 4 });
      checkTwice((a, b) => scatterAdd(a, int32([[[2, 0, 2, 2]]], a), b, { axis: 1 }), [x, source]);
      checkTwice((a, b) => scatterAdd(a, int32([4, -1, 0], a), b), [leaf([5], { device }), leaf([4], { device })]);
    });
    test('select() of elements, rows and nothing', () => {
      checkTwice((a) => a.select(x.greater(0)), [x]);
      checkTwice((a) => a.select(mask([0, 1], a)).mul(2), [x]);
      gradCheck(
        (a) =>
          a
            .select(mask([0, 0], a))
            .sum()
            .add(a.sum()),
        [x],
      );
    });
  });

test('take() adds its gradients by the embedding kernel, where the device has it', () => {
  const device = createCPU();
  const spy = vi.spyOn(device.kernels, 'embeddingBackward');
  const table = tensor(
    [
      [1, 2],
      [3, 4],
    ],
    { device, requiresGrad: true },
  );
  table.take([1, 1]).sum().backward();
  expect(spy.mock.results.map(({ value }) => value)).toEqual([true]);
  expect(table.grad!.toArray()).toEqual([
    [0, 0],
    [2, 2],
  ]);
});

forEachDevice((makeDevice, name) => {
  test(`takeAlongAxis() of another axis's order leaves masks and ids without gradient on ${name}`, async () => {
    const device = makeDevice();
    const x = tensor(
      [
        [5, 6],
        [7, 8],
      ],
      { device },
    );
    const y = takeAlongAxis(x, array([[1], [0]], { dtype: 'int32', device }));
    expect(y.requiresGrad).toBe(false);
    expect([...(await y.data())]).toEqual([6, 7]);
  });
});

describe('bad input', () => {
  const x = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  test('take() names rows that are none', () => {
    expect(() => x.take([0, 1.5])).toThrow('Cannot take row 1.5: expected a whole number');
    expect(() => x.take([2])).toThrow('Cannot take row 2: the table has 2 rows');
    expect(() => tensor(3).take([0])).toThrow('Cannot take rows of a scalar: the tensor needs an axis');
    expect(() => x.take(x.value)).toThrow("Cannot take rows at float32 positions: expected int32, x.astype('int32')");
  });
  test('takeAlongAxis() names shapes, kinds and positions that do not fit', () => {
    expect(() => takeAlongAxis(x, int32([0, 1], x))).toThrow(
      'Cannot take elements of [2,3] along axis 1 at [2]: only that axis may differ, the others are equal or 1',
    );
    expect(() => takeAlongAxis(x, x.value)).toThrow(
      "Cannot take elements at float32 positions: expected int32, indices.astype('int32')",
    );
    expect(() => takeAlongAxis(x, int32([[3], [0]], x))).toThrow('Cannot take element 3 of an axis: expected −3 to 2');
  });
  test('gather() and scatterAdd() name shapes that do not fit', () => {
    expect(() => gather(x, int32([0], x))).toThrow(
      'Cannot gather from [2,3] along axis -1 at [1]: expected as many axes, none but that one longer',
    );
    expect(() => scatterAdd(x, int32([[0, 1]], x), tensor([[1]]))).toThrow(
      'Cannot add [1,1] to [2,3] along axis -1 at [1,2]: expected as many axes, and indices no longer than either',
    );
  });
  test('select() needs values that the host sees', () => {
    const device = new QueuedDevice();
    const far = tensor([1, 2], { device });
    expect(() => far.select(far.greater(1))).toThrow('at once: use `await x.data()`');
    expect(() => x.select(x.value)).toThrow('Cannot select by a float32 array: expected a mask (uint8)');
  });
});

test('addAt() and addAlongAxis() are there for rules of one’s own: what they add can be taken back', () => {
  const rows = array([[1], [2]]);
  const at = array([2, 2], { dtype: 'int32' });
  const added = rules.addAt(rows, at, [3, 1], 0);
  expect(added.values[0]!.toArray()).toEqual([[0], [0], [3]]);
  expect(added.backward(added.values, [true])[0]!.toArray()).toEqual([[3], [3]]);

  const column = array([[1], [0]], { dtype: 'int32' }); // of every row
  const along = rules.addAlongAxis(array([[5, 6, 7]]), column, [2, 3], 0);
  expect(along.values[0]!.toArray()).toEqual([
    [5, 6, 7],
    [5, 6, 7],
  ]);
  expect(along.backward(along.values, [true])[0]!.toArray()).toEqual([
    [5, 6, 7],
    [5, 6, 7],
  ]);
});
