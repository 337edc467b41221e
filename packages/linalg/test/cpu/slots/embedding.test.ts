import { expect, test } from 'vitest';
import { createCPU } from '../../../src/index.ts';
import { arrayOf, dense } from '../layouts.ts';

const device = createCPU();
const { embeddingBackward } = device.kernels;

test('embeddingBackward() adds rows to those that are there, repeated ids included', () => {
  const table = arrayOf(device, [1, 1, 1, 1, 1, 1], [3, 2]);
  const dy = arrayOf(device, [1, 2, 10, 20, 100, 200], [3, 2]);
  expect(embeddingBackward!(arrayOf(device, [2, 0, 2], [3], 'int32'), dy, table)).toBe(true);
  expect([...device.readSync(table)]).toEqual([11, 21, 1, 1, 102, 203]);
});

test('embeddingBackward() declines float64 and scattered rows, and names an id outside the table', () => {
  const ids = arrayOf(device, [3], [1], 'int32');
  const [dy, table] = [dense(device, [1, 2]), dense(device, [3, 2])];
  expect(embeddingBackward!(ids, dense(device, [1, 2], 'float64'), dense(device, [3, 2], 'float64'))).toBe(false);
  expect(embeddingBackward!(ids, dy, { ...table, shape: [2, 2], strides: [1, 2] })).toBe(false);
  expect(() => embeddingBackward!(ids, dy, table)).toThrow('Cannot take row 3: the table has 3 rows (index 0 of 1)');
});
