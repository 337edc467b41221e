import type { Cell, Table } from './table.ts';

/**
 * Reads a table from JSON text: a list of records (`[{ "a": 1 }, …]`) or an object of columns (`{ "a": [1, …] }`).
 * Columns come in the order of their first appearance; a key that a record lacks is a missing value: null.
 *
 * @example
 * ```ts
 * import { readJSON } from '@zero-to-gpt/linalg/table';
 *
 * readJSON('[{"x": 1, "y": "a"}, {"x": 2}]').rows; // → [{ x: 1, y: 'a' }, { x: 2, y: null }]
 * readJSON('{"x": [1, 2]}').rows; // → [{ x: 1 }, { x: 2 }]
 * readJSON('[{"x": [1]}]'); // throws Cannot read a JSON table: row 1, column x holds a list
 * ```
 * @throws SyntaxError where the text is no JSON (with line and column where the host tells them), RangeError where it is no table
 */
export function readJSON(text: string): Table {
  const value = parsed(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  if (Array.isArray(value)) return fromRecords(value as readonly unknown[]);
  if (isObject(value)) return fromColumns(value);
  throw new RangeError(`Cannot read a JSON table: found ${kind(value)}, wanted a list of records or columns`);
}

function fromRecords(records: readonly unknown[]): Table {
  const columns = new Set<string>();
  records.forEach((record, i) => {
    if (!isObject(record))
      throw new RangeError(`Cannot read a JSON table: row ${i + 1} is ${kind(record)}, wanted a record`);
    for (const key of Object.keys(record)) columns.add(key);
  });
  return tableOf([...columns], records.length, (row, column) => {
    const record = records[row] as Record<string, unknown>; // checked above
    return Object.hasOwn(record, column) ? record[column] : null;
  });
}

function fromColumns(lists: Record<string, unknown>): Table {
  const columns = Object.keys(lists);
  const [first] = columns;
  let length = 0;
  for (const column of columns) {
    const list = lists[column];
    if (!Array.isArray(list))
      throw new RangeError(`Cannot read a JSON table: column ${column} is ${kind(list)}, wanted a list`);
    if (column === first) length = list.length;
    if (list.length !== length)
      throw new RangeError(`Cannot read a JSON table: ${first} has ${length} rows, ${column} has ${list.length}`);
  }
  return tableOf(columns, length, (row, column) => (lists[column] as readonly unknown[])[row]); // checked above
}

function tableOf(columns: readonly string[], length: number, at: (row: number, column: string) => unknown): Table {
  const cell = (row: number, column: string): Cell => {
    const value = at(row, column);
    if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' || value === null)
      return value;
    throw new RangeError(`Cannot read a JSON table: row ${row + 1}, column ${column} holds ${kind(value)}`);
  };
  return {
    columns,
    rows: Array.from({ length }, (_, row) => Object.fromEntries(columns.map((name) => [name, cell(row, name)]))),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    const before = text.slice(0, Number(position ?? 0)).split('\n');
    const place = position === undefined ? '' : `line ${before.length}, column ${before.at(-1)!.length + 1}: `;
    throw new SyntaxError(`Cannot read JSON: ${place}${message}`, { cause: error });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
