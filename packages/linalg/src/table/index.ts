export type { Cell, Table } from './table.ts';
export { type CSVOptions, readCSV } from './read-csv.ts';
export { readJSON } from './read-json.ts';
export { type FromTableOptions, fromTable } from './from-table.ts';
