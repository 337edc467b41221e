import type { Vector2 } from '../kit/vector.ts';

/** [[p, q], [r, s]]: (1, 0) goes to the first column (p, r), (0, 1) to the second (q, s). */
export type Matrix2 = readonly [readonly [p: number, q: number], readonly [r: number, s: number]];

/** Changes nothing. */
export const identity: Matrix2 = [
  [1, 0],
  [0, 1],
];

/** Where the matrix takes a point. */
export function image([[p, q], [r, s]]: Matrix2, { x, y }: Vector2): Vector2 {
  return { x: p * x + q * y, y: r * x + s * y };
}

/** ps − qr: the factor of all areas, negative where the plane is turned over. */
export function determinant([[p, q], [r, s]]: Matrix2): number {
  return p * s - q * r;
}

/** Dimensions that are left of the plane: 2, a line, or a point. */
export function rank(matrix: Matrix2): 0 | 1 | 2 {
  const largest = Math.max(...matrix.flat().map(Math.abs));
  if (largest === 0) return 0;
  return Math.abs(determinant(matrix)) > 1e-9 * largest * largest ? 2 : 1;
}

/** The matrix that undoes it, or null where there is none. */
export function inverse(matrix: Matrix2): Matrix2 | null {
  if (rank(matrix) < 2) return null;
  const [[p, q], [r, s]] = matrix;
  const det = determinant(matrix);
  return [
    [s / det, -q / det],
    [-r / det, p / det],
  ];
}

/** The columns. */
export function columns([[p, q], [r, s]]: Matrix2): readonly [first: Vector2, second: Vector2] {
  return [
    { x: p, y: r },
    { x: q, y: s },
  ];
}

/** The matrix with these columns. */
export function fromColumns(first: Vector2, second: Vector2): Matrix2 {
  return [
    [first.x, second.x],
    [first.y, second.y],
  ];
}

/** Between two matrices: 0 is the first, 1 the second. */
export function between(from: Matrix2, to: Matrix2, share: number): Matrix2 {
  const mix = (a: number, b: number): number => a + (b - a) * share;
  return [
    [mix(from[0][0], to[0][0]), mix(from[0][1], to[0][1])],
    [mix(from[1][0], to[1][0]), mix(from[1][1], to[1][1])],
  ];
}

/** The names of matrices that everybody meets. */
export const presets = {
  identity: { title: 'Identity', matrix: identity },
  rotate: { title: 'Rotate 30°', matrix: rotation(Math.PI / 6) },
  scale: {
    title: 'Stretch',
    matrix: [
      [2, 0],
      [0, 0.5],
    ],
  },
  shear: {
    title: 'Shear',
    matrix: [
      [1, 1],
      [0, 1],
    ],
  },
  mirror: {
    title: 'Mirror',
    matrix: [
      [0, 1],
      [1, 0],
    ],
  },
  project: {
    title: 'Project',
    matrix: [
      [0.8, 0.4],
      [0.4, 0.2],
    ],
  },
} as const satisfies Readonly<Record<string, { title: string; matrix: Matrix2 }>>;

/** Turns by an angle, against the clock. */
export function rotation(angle: number): Matrix2 {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [
    [c, -s],
    [s, c],
  ];
}
