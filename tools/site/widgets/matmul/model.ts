/** Rows of equal length. */
export type Matrix = readonly (readonly number[])[];

/** How the three loops are nested: which of them runs innermost. */
export type Order = 'cells' | 'rows' | 'layers';

/** One multiplication: a[i][k] · b[k][j], added to c[i][j]. */
export interface Move {
  readonly i: number;
  readonly j: number;
  readonly k: number;
}

/** Sizes of a product: A (m, k) times B (k, n). */
export interface Sizes {
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

/** Rows and columns. */
export function shape(matrix: Matrix): readonly [rows: number, columns: number] {
  return [matrix.length, matrix[0]!.length];
}

/** The sizes of A times B, or the error that the course's arrays throw. */
export function sizes(a: Matrix, b: Matrix): Sizes | { readonly error: string } {
  const [m, k] = shape(a);
  const [k2, n] = shape(b);
  if (k !== k2) return { error: `Cannot multiply [${m},${k}] by [${k2},${n}]: inner axes are ${k} and ${k2}` };
  return { m, k, n };
}

/** All multiplications of a product, in the order in which the loops come to them. */
export function moves(order: Order, { m, k, n }: Sizes): readonly Move[] {
  const all: Move[] = [];
  const [outer, middle, inner] = { cells: [m, n, k], rows: [m, k, n], layers: [k, m, n] }[order] as [
    number,
    number,
    number,
  ];
  for (let x = 0; x < outer; x++)
    for (let y = 0; y < middle; y++)
      for (let z = 0; z < inner; z++)
        all.push(
          {
            cells: { i: x, j: y, k: z },
            rows: { i: x, k: y, j: z },
            layers: { k: x, i: y, j: z },
          }[order],
        );
  return all;
}

/** The product after the first `count` moves: sums so far, and how many terms each of them has. */
export function partial(
  a: Matrix,
  b: Matrix,
  list: readonly Move[],
  count: number,
): { readonly sums: Matrix; readonly terms: Matrix } {
  const [m, n] = [a.length, b[0]!.length];
  const sums = Array.from({ length: m }, () => new Array<number>(n).fill(0));
  const terms = Array.from({ length: m }, () => new Array<number>(n).fill(0));
  for (const { i, j, k } of list.slice(0, count)) {
    sums[i]![j]! += a[i]![k]! * b[k]![j]!;
    terms[i]![j]! += 1;
  }
  return { sums, terms };
}

/** Which cells belong to the round of the loops that a move is part of. */
export function round(order: Order, move: Move): Record<'a' | 'b' | 'c', (row: number, column: number) => boolean> {
  const { i, j, k } = move;
  switch (order) {
    case 'cells': // a row of A meets a column of B
      return { a: (row) => row === i, b: (_, column) => column === j, c: (row, column) => row === i && column === j };
    case 'rows': // one number of A weighs a row of B
      return { a: (row, column) => row === i && column === k, b: (row) => row === k, c: (row) => row === i };
    case 'layers': // a column of A meets a row of B, everywhere
      return { a: (_, column) => column === k, b: (row) => row === k, c: () => true };
  }
}

/** How many moves have been made when a cell has all its terms; with `begun`, just before its first one. */
export function movesFor(list: readonly Move[], i: number, j: number, { begun = false } = {}): number {
  const own = (move: Move): boolean => move.i === i && move.j === j;
  return begun ? list.findIndex(own) : list.findLastIndex(own) + 1;
}

/** The same numbers in another shape; where there were none there are ones. */
export function resized(matrix: Matrix, rows: number, columns: number): Matrix {
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => matrix[i]?.[j] ?? 1));
}
