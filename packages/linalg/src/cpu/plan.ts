import { isContiguous, sizeOf } from '../shape.ts';

/** One operand of an element-wise walk: where it starts, bytes an element, and its stride along each axis in elements. */
export interface Walker {
  readonly address: number;
  readonly width: number;
  readonly strides: readonly number[];
}

/** The axes of a walk after simplification: as few as possible, the last one being the output's innermost. */
export interface Plan {
  readonly shape: readonly number[];
  readonly walkers: readonly Walker[];
}

/**
 * The same elements in fewer axes. Axes of size 1 go; the rest are sorted so that the last walker (the output) takes ever
 * smaller steps; neighbours that every walker passes through in one stride become one axis. A contiguous array of any
 * rank ends as one axis, a bias added to (B, T, C) as two.
 */
export function simplify(
  shape: readonly number[],
  walkers: readonly Walker[],
  { sort = true }: { sort?: boolean } = {},
): Plan {
  // the common case first, as small arrays spend most of their time here
  const total = sizeOf(shape);
  if (total > 1 && walkers.every((w) => isContiguous(shape, w.strides)))
    return { shape: [total], walkers: walkers.map((w) => ({ ...w, strides: [1] })) };
  const axes = shape.map((_, i) => i).filter((i) => shape[i] !== 1);
  const out = walkers.at(-1)!;
  if (sort) axes.sort((i, j) => Math.abs(out.strides[j]!) - Math.abs(out.strides[i]!) || i - j);
  const sizes: number[] = [];
  const strides = walkers.map(() => [] as number[]);
  for (const axis of axes) {
    const size = shape[axis]!;
    const last = sizes.length - 1;
    const merges = last >= 0 && walkers.every((w, k) => strides[k]![last] === w.strides[axis]! * size);
    if (merges) sizes[last]! *= size;
    else sizes.push(size);
    for (let k = 0; k < walkers.length; k++)
      if (merges) strides[k]![last] = walkers[k]!.strides[axis]!;
      else strides[k]!.push(walkers[k]!.strides[axis]!);
  }
  return { shape: sizes, walkers: walkers.map((w, k) => ({ ...w, strides: strides[k]! })) };
}

/** The walker's step along the last axis, in elements; 1 where there is no axis. */
export function innerStep(w: Walker): number {
  return w.strides.at(-1) ?? 1;
}

/** Calls `f` with the walkers' addresses for each index of the axes but the last `inner` ones. */
export function eachOuter({ shape, walkers }: Plan, inner: number, f: (addresses: readonly number[]) => void): void {
  const outer = Math.max(0, shape.length - inner);
  if (shape.includes(0)) return;
  const addresses = walkers.map((w) => w.address);
  const index = new Array<number>(outer).fill(0);
  for (;;) {
    f(addresses);
    let axis = outer - 1;
    for (; axis >= 0; axis--) {
      const wraps = index[axis]! + 1 === shape[axis]!;
      for (let k = 0; k < walkers.length; k++) {
        const { strides, width } = walkers[k]!;
        addresses[k]! += (wraps ? -index[axis]! : 1) * strides[axis]! * width;
      }
      index[axis] = wraps ? 0 : index[axis]! + 1;
      if (!wraps) break;
    }
    if (axis < 0) return;
  }
}

/** Elements of one row where a single long axis is cut into rows. */
const ROW = 4096;

/** How many elements an array without gaps has where they make one row; else 0. Small arrays would spend most of their time on `simplify`. */
export function oneRow({
  shape,
  strides,
}: {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}): number {
  const size = sizeOf(shape);
  return size <= ROW && isContiguous(shape, strides) ? size : 0;
}

/** Walkers' addresses, their bytes from row to row, rows and columns. */
export type MatrixCall = (
  addresses: readonly number[],
  rows: readonly number[],
  count: number,
  columns: number,
) => void;

/** Calls `f` for each matrix of the last two axes. A single long axis is cut into rows, so that threads may share them. */
export function eachMatrix(plan: Plan, f: MatrixCall): void {
  const { shape, walkers } = plan;
  if (shape.includes(0)) return;
  if (shape.length > 1) {
    const rows = walkers.map((w) => w.strides.at(-2)! * w.width);
    eachOuter(plan, 2, (addresses) => f(addresses, rows, shape.at(-2)!, shape.at(-1)!));
    return;
  }
  const size = shape[0] ?? 1;
  const full = Math.floor(size / ROW);
  const rows = walkers.map((w) => ROW * innerStep(w) * w.width);
  const start = walkers.map((w) => w.address);
  if (full > 0) f(start, rows, full, ROW);
  if (size > full * ROW)
    f(
      start.map((a, k) => a + full * rows[k]!),
      rows,
      1,
      size - full * ROW,
    );
}
