import { constant, type Diagnosis, near } from './relation.ts';

/** Rows stand where columns belong: the transpose of a square matrix, or its numbers poured into the wanted shape. */
export const transposed: Diagnosis = ({ got, want, shape }) => {
  const [rows, columns] = shape;
  if (shape.length !== 2 || rows! < 2 || columns! < 2) return undefined;
  const other = transpose(want, rows!, columns!);
  if (!got.every((x, i) => near(x, other[i]!))) return undefined;
  return rows === columns
    ? 'this is the transpose, rows and columns are swapped'
    : 'they are the numbers of the transpose in the wanted shape. A reshape keeps the order of the numbers, a transpose changes it';
};

/** The numbers of a matrix, column after column. */
export function transpose(data: readonly number[], rows: number, columns: number): number[] {
  return data.map((_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!);
}

/** The last comes first. */
export const reversed: Diagnosis = ({ got, want, shape }) => {
  if (constant(want)) return undefined;
  const rows = cut(want, shape);
  const same = (lines: readonly (readonly number[])[]): boolean => lines.flat().every((x, i) => near(got[i]!, x));
  if (shape.length < 2) return same([want.toReversed()]) ? 'they stand in reversed order' : undefined;
  if (same(rows.toReversed())) return 'the rows stand in reversed order';
  return same(rows.map((row) => row.toReversed())) ? 'the columns stand in reversed order' : undefined;
};

/** Each number stands one place too early or too late. */
export const shifted: Diagnosis = ({ got, want, shape }) => {
  const rows = cut(want, shape);
  const own = cut(got, shape);
  const across = shape.length < 2 ? '' : ' to the right';
  const down = (by: number): boolean => moved(own, rows, by, (x, y) => x.every((value, i) => near(value, y[i]!)));
  const along = (by: number): boolean => own.every((row, i) => moved(row, rows[i]!, by, near));
  if (rows[0]!.length > 2 && rows.some((row) => !constant(row))) {
    if (along(1))
      return shape.length < 2 ? 'each stands one place too late' : `they are shifted by one column${across}`;
    if (along(-1))
      return shape.length < 2 ? 'each stands one place too early' : 'they are shifted by one column to the left';
  }
  if (rows.length < 3 || rows.every((row) => row.every((x, i) => near(x, rows[0]![i]!)))) return undefined;
  if (down(1)) return 'they are shifted by one row downwards';
  return down(-1) ? 'they are shifted by one row upwards' : undefined;
};

/** Whether `got[i]` is `want[i - by]` wherever both exist. */
function moved<T>(got: readonly T[], want: readonly T[], by: number, same: (a: T, b: T) => boolean): boolean {
  return got.every((x, i) => want[i - by] === undefined || same(x, want[i - by]!));
}

/** All the right numbers, at the wrong places. */
export const shuffled: Diagnosis = ({ got, want }) => {
  if (got.length < 3 || constant(want)) return undefined;
  const [a, b] = [got.toSorted((x, y) => x - y), want.toSorted((x, y) => x - y)];
  return a.every((x, i) => near(x, b[i]!)) ? 'these are the right numbers in another order' : undefined;
};

/** The rows of the last axis. */
function cut(data: readonly number[], shape: readonly number[]): number[][] {
  const columns = shape.at(-1) ?? 1;
  return Array.from({ length: data.length / columns }, (_, i) => data.slice(i * columns, (i + 1) * columns));
}
