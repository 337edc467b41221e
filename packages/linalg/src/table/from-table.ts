import { type ArrayOptions, fromData, type NDArray } from '@zero-to-gpt/linalg';
import type { Table } from './table.ts';

/** Where the array of `fromTable` lies, and what stands for a missing value. */
export interface FromTableOptions extends ArrayOptions {
  /** What null becomes: a number, such as NaN. Without it a missing value is an error. */
  missing?: number;
}

/**
 * Columns of a table as an array: one name gives a vector (rows), a list of names a matrix (rows, columns). true and
 * false count as 1 and 0.
 * @throws RangeError where a column does not exist or a value is missing, TypeError where a cell is text; both name row and column
 */
export function fromTable<Row extends object>(
  table: Table<Row>,
  columns: (keyof Row & string) | readonly (keyof Row & string)[],
  { dtype = 'float32', missing, ...options }: FromTableOptions = {},
): NDArray {
  const names = typeof columns === 'string' ? [columns] : columns;
  for (const name of names)
    if (!table.columns.includes(name))
      throw new RangeError(`Cannot find column ${name}: the table has ${table.columns.join(', ')}`);
  const data = new Float64Array(table.rows.length * names.length);
  table.rows.forEach((row, i) => {
    names.forEach((name, j) => {
      const cell: unknown = row[name] ?? missing;
      if (cell === undefined)
        throw new RangeError(
          `Cannot make numbers of column ${name}: row ${i + 1} is missing; filter such rows or pass { missing: NaN }`,
        );
      if (typeof cell !== 'number' && typeof cell !== 'boolean')
        throw new TypeError(`Cannot make numbers of column ${name}: row ${i + 1} holds ${JSON.stringify(cell)}`);
      data[i * names.length + j] = Number(cell);
    });
  });
  const shape = typeof columns === 'string' ? [table.rows.length] : [table.rows.length, names.length];
  return fromData(data, shape, { dtype, ...options });
}
