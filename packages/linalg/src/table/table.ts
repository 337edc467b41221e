/** What one field of a table holds. Dates stay text; null is a missing value. */
export type Cell = number | string | boolean | null;

/** A table as plain data: `rows` can be filtered and mapped like any list, and drawn by plotting libraries as it is. */
export interface Table<Row extends object = Record<string, Cell>> {
  /** Names of the columns, from left to right. */
  readonly columns: readonly (keyof Row & string)[];
  /** One record a row, keyed by column. */
  readonly rows: readonly Row[];
}
