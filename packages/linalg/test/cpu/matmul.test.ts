import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCPU, type View } from '../../src/index.ts';
import { hostKernels } from '../../src/reference/host-kernels.ts';
import { arrayOf, dense, distance, everything, layoutsOf, twin, variants } from './layouts.ts';

/** A (rows, columns) view with gaps along both axes. */
const spread = (rows: number, columns: number) => ({ shape: [rows, columns], strides: [2 * columns, 2] });

describe.each(variants)('matmul() of $name', ({ make }) => {
  const device = make();

  test('multiplies any strides, batched or not, and writes nothing else', () => {
    const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 10, max: 33 }));
    const cases = fc
      .tuple(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }), size, size, size)
      .chain(([batch, m, k, n]) =>
        fc.tuple(
          layoutsOf([...batch, m, k]),
          layoutsOf([...batch, k, n]),
          layoutsOf([...batch, m, n], { repeats: false }),
        ),
      );
    fc.assert(
      fc.property(cases, fc.boolean(), ([la, lb, lo], accumulate) => {
        const [a, b, out] = [
          twin(device, 'float32', la, 1),
          twin(device, 'float32', lb, 2),
          twin(device, 'float32', lo, 3),
        ];
        device.matmul(a.view, b.view, out.view, { accumulate });
        hostKernels.matmul(a.host, b.host, out.host, { accumulate });
        expect(distance(everything(device, out.view), out.host.data)).toBeLessThan(1e-6);
        for (const x of [a, b, out]) device.free(x.view.storage);
      }),
      { numRuns: 150 },
    );
  });

  test('crosses the borders of its blocks', () => {
    for (const [m, k, n] of [
      [7, 1030, 9],
      [200, 5, 17],
      [5, 3, 1041],
      [193, 513, 33],
    ] as const) {
      const plain = (shape: readonly [number, number]) => ({
        shape,
        strides: [shape[1], 1],
        offset: 0,
        size: shape[0] * shape[1],
      });
      const [a, b, out] = [
        twin(device, 'float32', plain([m, k]), 4),
        twin(device, 'float32', plain([k, n]), 5),
        twin(device, 'float32', plain([m, n]), 6),
      ];
      device.matmul(a.view, b.view, out.view);
      hostKernels.matmul(a.host, b.host, out.host);
      expect(distance(everything(device, out.view), out.host.data)).toBeLessThan(1e-6);
    }
  });

  test('an inner size of 0 gives 0, or leaves what is there', () => {
    const [a, b] = [dense(device, [2, 0]), dense(device, [0, 3])];
    const out = arrayOf(device, [1, 2, 3, 4, 5, 6], [2, 3]);
    device.matmul(a, b, out, { accumulate: true });
    expect([...device.readSync(out)]).toEqual([1, 2, 3, 4, 5, 6]);
    device.matmul(a, b, out);
    expect([...device.readSync(out)]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('carries NaN and infinities through', () => {
    const a = arrayOf(device, [1, NaN, 2, 3, Infinity, 1], [3, 2]);
    const b = arrayOf(device, [1, 2, 3, 4], [2, 2]);
    const out = dense(device, [3, 2]);
    device.matmul(a, b, out);
    expect([...device.readSync(out)]).toEqual([NaN, NaN, 11, 16, Infinity, Infinity]);
  });

  test('one or two rows have the bits that they have in a larger product, for every layout of b', () => {
    const random = (n: number, by: number) => Array.from({ length: n }, (_, i) => ((i * by) % 1000) / 997 - 0.5);
    const [K, N] = [39, 77];
    const a = arrayOf(device, random(20 * K, 2654435761), [20, K]);
    const b = arrayOf(device, random(K * N, 40503), [K, N]);
    const bs: View[] = [b, { ...b, strides: [1, K] }, { ...arrayOf(device, random(4 * K * N, 7919)), ...spread(K, N) }];
    for (const right of bs)
      for (const rows of [1, 2]) {
        const [whole, part] = [dense(device, [20, N]), dense(device, [rows, N])];
        for (const accumulate of [false, true]) {
          device.matmul(a, right, whole, { accumulate });
          device.matmul({ ...a, shape: [rows, K], offset: 3 * K }, right, part, { accumulate });
        }
        expect(device.readSync(part)).toEqual(device.readSync({ ...whole, shape: [rows, N], offset: 3 * N }));
      }
  });

  test('a matrix times a vector has the bits of a row times the transposed matrix', () => {
    const values = Array.from({ length: 50 * 40 }, (_, i) => ((i * 2654435761) % 1000) / 997 - 0.5);
    const [a, v] = [arrayOf(device, values, [50, 40]), arrayOf(device, values.slice(7, 47), [40, 1])];
    const [column, row] = [dense(device, [50, 1]), dense(device, [1, 50])];
    device.matmul(a, v, column);
    device.matmul({ ...v, shape: [1, 40] }, { ...a, shape: [40, 50], strides: [1, 40] }, row);
    expect(device.readSync(column)).toEqual(device.readSync(row));
  });

  test('takes denormal numbers for 0', () => {
    const tiny = new Array(40 * 40).fill(1e-40);
    for (const [rows, strides] of [
      [1, [40, 1]],
      [1, [1, 40]],
      [2, [40, 1]],
      [40, [40, 1]],
      [40, [1, 40]],
    ] as const)
      for (const [left, right] of [
        [tiny, new Array(1600).fill(2 ** 120)],
        [new Array(1600).fill(2 ** 120), tiny],
      ] as const) {
        const a = { ...arrayOf(device, left), shape: [rows, 40], strides };
        const y = dense(device, [rows, 40]);
        device.matmul(a, { ...arrayOf(device, right), shape: [40, 40], strides }, y);
        expect(new Set(device.readSync(y))).toEqual(new Set([0]));
      }
    const out = dense(device, [2, 2]);
    device.matmul(arrayOf(device, [1e-40, 1, 1, 1e-40], [2, 2]), arrayOf(device, [1, 2, 1e-40, 3], [2, 2]), out);
    expect([...device.readSync(out)]).toEqual([0, 3, 1, 2]);
  });
});

test.each(['float64', 'int32'] as const)('matmul() of %s is exact', (dtype) => {
  const device = createCPU();
  const out = dense(device, [2, 2], dtype);
  device.matmul(arrayOf(device, [1, 2, 3, 4], [2, 2], dtype), arrayOf(device, [5, 6, 7, 8], [2, 2], dtype), out);
  expect([...device.readSync(out)]).toEqual([19, 22, 43, 50]);
});

test('an element has the same bits whatever matrix it is part of', () => {
  const device = createCPU();
  const random = (n: number) => Array.from({ length: n }, (_, i) => ((i * 2654435761) % 1000) / 997 - 0.5);
  const [a, b] = [arrayOf(device, random(50 * 40), [50, 40]), arrayOf(device, random(40 * 30), [40, 30])];
  const whole = dense(device, [50, 30]);
  device.matmul(a, b, whole);
  const part = dense(device, [7, 5]);
  device.matmul({ ...a, shape: [7, 40], offset: 11 * 40 }, { ...b, shape: [40, 5], offset: 13 }, part);
  const rows = { ...whole, shape: [7, 5], offset: 11 * 30 + 13 };
  expect([...device.readSync(part)]).toEqual([...device.readSync(rows)]);
});

test('256-bit code gives the same bits as 128-bit code', () => {
  const random = (n: number) => Array.from({ length: n }, (_, i) => ((i * 2654435761) % 1000) / 997 - 0.5);
  const [narrow, wide] = [createCPU({ turbo: false }), createCPU({ turbo: true })].map((device) => {
    const [a, b] = [arrayOf(device, random(101 * 530), [101, 530]), arrayOf(device, random(530 * 77), [530, 77])];
    const out = dense(device, [101, 77]);
    for (let i = 0; i < 20; i++) device.matmul(a, b, out, { accumulate: i > 0 });
    return device.readSync(out);
  });
  expect(wide).toEqual(narrow);
});
