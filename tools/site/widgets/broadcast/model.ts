/** Sizes along the axes: (3) is a list, (4, 3) a table. */
export type Shape = readonly number[];

/** One place of two shapes that are aligned at the right. */
export interface Place {
  /** Size of each there; null where a shape has no such axis. */
  readonly a: number | null;
  readonly b: number | null;
  /** Size of the result; null where the sizes do not go together. */
  readonly result: number | null;
}

/** The places of two shapes from left to right, aligned at the right. */
export function places(a: Shape, b: Shape): readonly Place[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [m, n] = [a[i - rank + a.length] ?? null, b[i - rank + b.length] ?? null];
    return { a: m, b: n, result: together(m ?? 1, n ?? 1) };
  });
}

function together(m: number, n: number): number | null {
  if (m === n || n === 1) return m;
  return m === 1 ? n : null;
}

/** The shape of the result, or the error that the course's arrays throw. */
export function broadcast(a: Shape, b: Shape): { readonly shape: Shape } | { readonly error: string } {
  const all = places(a, b);
  for (const [k, { a: m, b: n, result }] of all.entries())
    if (result === null)
      return {
        error: `Cannot broadcast [${a.join(',')}] with [${b.join(',')}]: axis ${k - all.length} is ${m} and ${n}`,
      };
  return { shape: all.map(({ result }) => result!) };
}

/** An element of a stretched table: its number, and whether it stands there itself or as a repetition. */
export interface Element {
  readonly value: number;
  readonly repeated: boolean;
}

/** A list or a table as it looks after stretching to rows × columns. */
export function stretched(
  numbers: Shape,
  shape: Shape,
  rows: number,
  columns: number,
): readonly (readonly Element[])[] {
  const [ownRows, ownColumns] = shape.length === 2 ? [shape[0]!, shape[1]!] : [1, shape[0]!];
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => ({
      value: numbers[(i % ownRows) * ownColumns + (j % ownColumns)]!,
      repeated: i >= ownRows || j >= ownColumns,
    })),
  );
}

/** How many elements a shape has. */
export function count(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}
