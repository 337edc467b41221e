import type { Vector2 } from '../kit/vector.ts';

/** Numbers at the corners of a grid of squares, row by row: (columns + 1) · (rows + 1) of them. */
export interface Field {
  readonly columns: number;
  readonly rows: number;
  readonly values: ArrayLike<number>;
}

/** Where a field is above a level, and its border, as the `d` of paths in units of the grid. */
export interface Region {
  readonly area: string;
  readonly border: string;
}

/**
 * Walks round each square: corners above the level belong to the area, and where two neighbours differ the border crosses
 * the edge between them, in proportion. Squares that are wholly inside are joined along a row.
 */
export function region({ columns, rows, values }: Field, level: number): Region {
  let [area, border] = ['', ''];
  const at = (x: number, y: number): number => values[y * (columns + 1) + x]! - level;
  for (let y = 0; y < rows; y++) {
    let start = -1; // of a row of whole squares
    const close = (end: number): void => {
      if (start >= 0) area += `M${start} ${y}H${end}V${y + 1}H${start}Z`;
      start = -1;
    };
    for (let x = 0; x < columns; x++) {
      const corners = [at(x, y), at(x + 1, y), at(x + 1, y + 1), at(x, y + 1)];
      const inside = corners.filter((value) => value > 0).length;
      if (inside === 4) {
        if (start < 0) start = x;
        continue;
      }
      close(x);
      if (inside === 0) continue;
      const { outline, crossings } = walkRound(corners, x, y);
      area += `M${outline.map(text).join('L')}Z`;
      for (let i = 0; i + 1 < crossings.length; i += 2) border += `M${text(crossings[i]!)}L${text(crossings[i + 1]!)}`;
    }
    close(columns);
  }
  return { area, border };
}

const ring = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
] as const;

function walkRound(
  corners: readonly number[],
  left: number,
  top: number,
): { outline: Vector2[]; crossings: Vector2[] } {
  const [outline, crossings]: [Vector2[], Vector2[]] = [[], []];
  for (const [i, here] of ring.entries()) {
    const next = ring[(i + 1) % 4]!;
    const [from, to] = [corners[i]!, corners[(i + 1) % 4]!];
    if (from > 0) outline.push({ x: left + here.x, y: top + here.y });
    if (from > 0 === to > 0) continue;
    const share = from / (from - to);
    const crossing = { x: left + here.x + share * (next.x - here.x), y: top + here.y + share * (next.y - here.y) };
    outline.push(crossing);
    crossings.push(crossing);
  }
  return { outline, crossings };
}

function text({ x, y }: Vector2): string {
  return `${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`;
}
