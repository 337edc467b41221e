import { format } from './format.ts';

/**
 * Rows as `console.table` shows them, in plain columns: an array of objects or of arrays, or an object of them. Numbers
 * stand at the right. What is no table is formatted as any value.
 */
export function table(rows: unknown): string {
  if (typeof rows !== 'object' || rows === null) return format(rows);
  const entries = Object.entries(rows as Record<string, unknown>); // an object, as just asked
  const columns = new Map<string, true>();
  let values = false;
  for (const [, row] of entries)
    if (isRow(row)) for (const key of Object.keys(row)) columns.set(key, true);
    else values = true;
  const head = ['', ...columns.keys(), ...(values ? ['value'] : [])];
  const body = entries.map(([index, row]) => [
    index,
    ...[...columns.keys()].map((key) => (isRow(row) && key in row ? cell((row as Record<string, unknown>)[key]) : '')),
    ...(values ? [isRow(row) ? '' : cell(row)] : []),
  ]);
  const lines = [head, ...body];
  const widths = head.map((_, c) => Math.max(...lines.map((line) => line[c]!.length)));
  const right = head.map((_, c) => body.every((line) => line[c] === '' || !Number.isNaN(Number(line[c]))));
  return lines
    .map((line) => line.map((text, c) => (right[c] ? text.padStart(widths[c]!) : text.padEnd(widths[c]!))).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

const isRow = (row: unknown): row is object =>
  typeof row === 'object' && row !== null && !(Symbol.for('Jupyter.display') in row);

const cell = (value: unknown): string => (typeof value === 'string' ? value : format(value));
