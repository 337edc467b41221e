import type { Vector2 } from '../kit/vector.ts';

/** Heights at the corners of a grid of squares. */
export interface Heights {
  readonly columns: number;
  readonly rows: number;
  /** Row by row, (columns + 1) · (rows + 1) of them. */
  readonly values: readonly number[];
}

/** Measures a function at the corners of a grid; `at` gives the place of a corner. */
export function heights(
  { columns, rows }: { columns: number; rows: number },
  measure: (column: number, row: number) => number,
): Heights {
  const values: number[] = [];
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column <= columns; column++) values.push(measure(column, row));
  return { columns, rows, values };
}

/** Line pieces of one height, in units of the grid: square by square, where the height lies between two corners. */
export function contour({ columns, rows, values }: Heights, level: number): readonly (readonly [Vector2, Vector2])[] {
  const pieces: (readonly [Vector2, Vector2])[] = [];
  const at = (x: number, y: number): number => values[y * (columns + 1) + x]!;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const crossings = (
        [
          [x, y, x + 1, y],
          [x + 1, y, x + 1, y + 1],
          [x + 1, y + 1, x, y + 1],
          [x, y + 1, x, y],
        ] as const
      ).flatMap(([x1, y1, x2, y2]) => {
        const [from, to] = [at(x1, y1) - level, at(x2, y2) - level];
        if (from >= 0 === to >= 0) return [];
        const share = from / (from - to);
        return [{ x: x1 + share * (x2 - x1), y: y1 + share * (y2 - y1) }];
      });
      for (let i = 0; i + 1 < crossings.length; i += 2) pieces.push([crossings[i]!, crossings[i + 1]!]);
    }
  return pieces;
}
