import { describe, expect, test } from 'vitest';
import { createCPU } from '../../src/index.ts';
import { arrayOf, dense } from './layouts.ts';

const device = createCPU();
const ids = (values: number[]) => arrayOf(device, values, [values.length], 'int32');

describe('gather()', () => {
  test.each(['float32', 'int32', 'float64', 'uint8'] as const)('takes rows of %s', (dtype) => {
    const table = arrayOf(device, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [3, 5], dtype);
    const out = dense(device, [4, 5], dtype);
    device.gather(table, ids([2, 0, 2, 1]), out);
    expect([...device.readSync(out)].filter((_, i) => i % 5 === 4)).toEqual([15, 5, 15, 10]);
  });

  test('takes rows of a transposed table by every second index', () => {
    const table = { ...arrayOf(device, [1, 2, 3, 4, 5, 6], [2, 3]), shape: [3, 2], strides: [1, 3] };
    const out = dense(device, [2, 2]);
    device.gather(table, { ...ids([2, 9, 0, 9]), shape: [2], strides: [2] }, out);
    expect([...device.readSync(out)]).toEqual([3, 6, 1, 4]);
  });

  test('names an index outside the table and writes nothing', () => {
    const table = arrayOf(device, [1, 2, 3, 4], [2, 2]);
    for (const bad of [2, -1, 2 ** 31 - 1, -(2 ** 31)]) {
      const out = dense(device, [3, 2]);
      const f = () => device.gather(table, ids([0, bad, 1]), out);
      expect(f).toThrow(new RangeError(`Cannot take row ${bad}: the table has 2 rows (index 1 of 3)`));
      expect([...device.readSync(out)]).toEqual([77, 77, 77, 77, 77, 77]);
    }
    expect(() => device.gather(dense(device, [0, 2]), ids([0]), dense(device, [1, 2]))).toThrow('the table has 0 rows');
  });

  test('no indices take no rows', () => {
    device.gather(dense(device, [0, 2]), ids([]), dense(device, [0, 2]));
  });
});

describe('scatterAdd()', () => {
  test('adds repeated rows up', () => {
    for (const width of [1, 4, 5, 19]) {
      const table = dense(device, [3, width]);
      device.fill(table, 0);
      const rows = arrayOf(
        device,
        Array.from({ length: 4 * width }, (_, i) => Math.floor(i / width) + 1),
        [4, width],
      );
      device.scatterAdd(ids([2, 0, 2, 2]), rows, table);
      const sums = [...device.readSync(table)].filter((_, i) => i % width === width - 1);
      expect(sums).toEqual([2, 0, 8]);
    }
  });

  test('names an index outside the table', () => {
    expect(() => device.scatterAdd(ids([5]), dense(device, [1, 2]), dense(device, [3, 2]))).toThrow(
      'Cannot take row 5',
    );
  });
});
