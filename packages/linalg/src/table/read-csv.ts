import { type CSVField, type CSVRecord, csvRecords } from './csv-records.ts';
import type { Cell, Table } from './table.ts';

/** How `readCSV` reads. */
export interface CSVOptions {
  /** What stands between fields: one character, default a comma. */
  delimiter?: string;
  /** Names of the columns of a file that has no line of names. */
  columns?: readonly string[];
  /** Columns to keep as text although they look like numbers: postcodes, telephone numbers. */
  text?: readonly string[];
  /** Fields without quotes that mean a missing value: by default '', NA, NaN, nan and null. */
  missing?: readonly string[];
}

/**
 * Reads a table from CSV text (RFC 4180). A column becomes numbers where every field of it is one or missing; whole
 * numbers beyond 2⁵³ would lose digits, so their column stays text, as dates do. Missing values are null.
 *
 * @example
 * ```ts
 * import { fromTable, readCSV } from '@zero-to-gpt/linalg/table';
 *
 * const table = readCSV('date,max,rain\n2012-01-01,12.8,0\n2012-01-02,10.6,10.9\n');
 * table.columns; // → ['date', 'max', 'rain']
 * table.rows[1]; // → { date: '2012-01-02', max: 10.6, rain: 10.9 }
 * fromTable(table, ['rain', 'max'], { dtype: 'float64' }).toArray(); // → [[0, 12.8], [10.9, 10.6]]
 * readCSV('a,b\n1,2\n3'); // throws Cannot read CSV: line 3 has 1 field, wanted 2: a, b
 * ```
 * @throws RangeError with line and column where quotes, the number of fields or the names of columns are wrong
 */
export function readCSV(
  text: string,
  { delimiter = ',', columns, text: textual = [], missing = ['', 'NA', 'NaN', 'nan', 'null'] }: CSVOptions = {},
): Table {
  if (delimiter.length !== 1 || '"\r\n'.includes(delimiter))
    throw new RangeError(`Cannot read CSV: the delimiter is ${JSON.stringify(delimiter)}, wanted one character`);
  const records = [...csvRecords(text, delimiter)];
  const names = columns ? [...columns] : headerOf(records.shift());
  checkNames(names, textual);
  const body = records.filter((record) => !isBlank(record) || names.length === 1);
  for (const { line, fields } of body)
    if (fields.length !== names.length)
      throw new RangeError(
        `Cannot read CSV: line ${line} has ${fields.length} field${fields.length === 1 ? '' : 's'}, wanted ${names.length}: ${names.join(', ')}`,
      );
  const absent = new Set(missing);
  const cells = names.map((name, column) => {
    const fields = body.map((record) => record.fields[column]!);
    return textual.includes(name) ? textCells(fields, absent) : cellsOf(fields, absent);
  });
  return {
    columns: names,
    rows: body.map((_, i) => Object.fromEntries(names.map((name, column) => [name, cells[column]![i]!]))),
  };
}

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** One column: numbers where all fields are, else text. A file that quotes everything may have quoted numbers. */
function cellsOf(fields: readonly CSVField[], absent: ReadonlySet<string>): Cell[] {
  const cells: Cell[] = [];
  for (const { text } of fields) {
    const trimmed = text.trim();
    const value = Number(trimmed);
    if (absent.has(trimmed)) cells.push(null);
    else if (number.test(trimmed) && (Number.isSafeInteger(value) || !/^[+-]?\d+$/.test(trimmed))) cells.push(value);
    else return textCells(fields, absent);
  }
  return cells.every((cell) => cell === null) ? textCells(fields, absent) : cells;
}

function textCells(fields: readonly CSVField[], absent: ReadonlySet<string>): Cell[] {
  return fields.map(({ text, quoted }) => (!quoted && absent.has(text) ? null : text));
}

function headerOf(record: CSVRecord | undefined): string[] {
  if (!record || isBlank(record)) throw new RangeError('Cannot read CSV: line 1 is empty, wanted the names of columns');
  return record.fields.map(({ text }) => text.trim());
}

function checkNames(names: readonly string[], textual: readonly string[]): void {
  names.forEach((name, i) => {
    if (name === '') throw new RangeError(`Cannot read CSV: column ${i + 1} has no name`);
    if (names.indexOf(name) !== i)
      throw new RangeError(`Cannot read CSV: columns ${names.indexOf(name) + 1} and ${i + 1} are both named ${name}`);
  });
  for (const name of textual)
    if (!names.includes(name)) throw new RangeError(`Cannot keep column ${name} as text: found ${names.join(', ')}`);
}

function isBlank({ fields }: CSVRecord): boolean {
  return fields.length === 1 && !fields[0]!.quoted && fields[0]!.text === '';
}
