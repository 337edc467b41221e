import { expect, test } from 'vitest';
import { reference } from '../../src/index.ts';
import { fromTable, readCSV } from '../../src/table/index.ts';

const table = readCSV('name,a,b\nx,1,0.1\ny,2,\n');

test('fromTable() makes a matrix of a list of columns, in their order', () => {
  const matrix = fromTable(readCSV('a,b\n1,2\n3,4\n5,6\n'), ['b', 'a']);
  expect(matrix.toArray()).toEqual([
    [2, 1],
    [4, 3],
    [6, 5],
  ]);
  expect(matrix.dtype).toBe('float32');
});

test('fromTable() makes a vector of one column, in the dtype and on the device asked for', () => {
  const vector = fromTable(table, 'a', { dtype: 'float64', device: reference });
  expect(vector.toArray()).toEqual([1, 2]);
  expect([vector.dtype, vector.device]).toEqual(['float64', reference]);
});

test('fromTable() counts true as 1', () => {
  expect(fromTable({ columns: ['a'], rows: [{ a: true }, { a: false }] }, 'a').toArray()).toEqual([1, 0]);
});

test('fromTable() of a table without rows is an empty matrix', () => {
  expect(fromTable({ columns: ['a', 'b'], rows: [] }, ['a', 'b']).shape).toEqual([0, 2]);
});

test('fromTable() puts the number asked for in place of missing values', () => {
  expect(fromTable(table, 'b', { missing: Number.NaN, dtype: 'float64' }).toArray()).toEqual([0.1, Number.NaN]);
});

test('fromTable() names row and column of what is no number', () => {
  expect(() => fromTable(table, 'b')).toThrow('Cannot make numbers of column b: row 2 is missing');
  expect(() => fromTable(table, ['a', 'name'])).toThrow('Cannot make numbers of column name: row 1 holds "x"');
  expect(() => fromTable(table, 'c')).toThrow('Cannot find column c: the table has name, a, b');
});
