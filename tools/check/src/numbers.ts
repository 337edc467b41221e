/** An array of numbers in a shape, such as an `NDArray`. */
export interface ArrayValue {
  /** Length along each axis. */
  readonly shape: readonly number[];
  /** All numbers, row after row. */
  toFlat(): ArrayLike<number>;
}

/** Numbers in any form: one number, an array, a typed array, lists in lists. */
export type Numbers = number | ArrayValue | ArrayLike<number> | readonly Numbers[];

/** Numbers in the form that checks compare: a shape, and the numbers row after row. */
export interface Grid {
  /** Length along each axis. */
  readonly shape: readonly number[];
  /** All numbers, row after row. */
  readonly data: readonly number[];
}

/** Whether something has a `shape` and a `toFlat()`. */
export function isArray(x: unknown): x is ArrayValue {
  return typeof x === 'object' && x !== null && 'shape' in x && 'toFlat' in x && typeof x.toFlat === 'function';
}

/** Whether something is a list or a typed array. */
export function isList(x: unknown): x is ArrayLike<unknown> {
  return Array.isArray(x) || (ArrayBuffer.isView(x) && 'length' in x);
}

/** Why something does not read as a grid of numbers. */
export interface Unreadable {
  /**
   * `ragged`: rows of different length. `other`: something that is no number. `freed`: memory that was given back.
   * `closed`: an array that refuses to be read now, with the error that says why.
   */
  readonly problem: 'ragged' | 'other' | 'freed' | 'closed';
  /** Where the trouble is, such as `[1, 0]`. */
  readonly index: readonly number[];
  /** What is there: the row or the thing. */
  readonly found: unknown;
}

/** Reads numbers in any form. */
export function readGrid(x: unknown): Grid | Unreadable {
  if (typeof x === 'number') return { shape: [], data: [x] };
  if (isArray(x)) {
    try {
      return { shape: [...x.shape], data: Array.from(x.toFlat()) };
    } catch (error) {
      const inUse = 'isDisposed' in x && x.isDisposed === false; // such as on a device whose memory must be awaited
      return inUse ? { problem: 'closed', index: [], found: error } : { problem: 'freed', index: [], found: x };
    }
  }
  if (!isList(x)) return { problem: 'other', index: [], found: x };
  const shape: number[] = [];
  for (let row: unknown = x; isList(row) && shape.length < 16; row = row[0]) shape.push(row.length); // a list may hold itself
  const data: number[] = [];
  const trouble = collect(x, shape, [], data);
  return trouble ?? { shape, data };
}

function collect(
  x: unknown,
  shape: readonly number[],
  index: readonly number[],
  out: number[],
): Unreadable | undefined {
  if (index.length === shape.length) {
    if (isList(x)) return { problem: 'ragged', index, found: x };
    if (typeof x !== 'number') return { problem: 'other', index, found: x };
    out.push(x);
    return undefined;
  }
  if (!isList(x)) return { problem: typeof x === 'number' ? 'ragged' : 'other', index, found: x };
  if (x.length !== shape[index.length]) return { problem: 'ragged', index, found: x };
  for (let i = 0; i < x.length; i++) {
    const trouble = collect(x[i], shape, [...index, i], out);
    if (trouble) return trouble;
  }
  return undefined;
}

/** How far two numbers may lie apart: |got − want| ≤ atol + rtol · |want|. */
export interface Tolerance {
  /** Relative part. Default 1e-4. */
  readonly rtol?: number;
  /** Absolute part. Default 1e-5. */
  readonly atol?: number;
}

/** Whether a number is as wanted; NaN equals NaN, an infinity equals itself alone. */
export function isClose(got: number, want: number, { rtol = 1e-4, atol = 1e-5 }: Tolerance = {}): boolean {
  if (Object.is(got, want) || got === want) return true;
  return Number.isFinite(got) && Number.isFinite(want) && Math.abs(got - want) <= atol + rtol * Math.abs(want);
}

/** Whether two shapes are the same. */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** How many numbers a shape holds. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);
