/** Sizes of an array's axes; `[]` is a scalar. */
export type Shape = readonly number[];

/** Number of elements: the product of the axes. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const d of shape) size *= d;
  return size;
}

/** Row-major strides, in elements: the last axis is contiguous. */
export function rowMajor(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i]!;
  }
  return strides;
}

/** Whether the elements lie one after the other, in row-major order. Axes of size 1 may have any stride. */
export function isContiguous(shape: Shape, strides: readonly number[]): boolean {
  if (shape.includes(0)) return true;
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1 && strides[i] !== step) return false;
    step *= shape[i]!;
  }
  return true;
}

/**
 * The shape two arrays have after NumPy's broadcasting: axes are matched from the right, and an axis of 1 stretches.
 * @throws RangeError where two axes differ and neither is 1
 */
export function broadcastShapes(a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let i = 0; i < rank; i++) {
    const m = a[i - rank + a.length] ?? 1;
    const n = b[i - rank + b.length] ?? 1;
    if (m !== n && m !== 1 && n !== 1)
      throw new RangeError(`Cannot broadcast [${a}] with [${b}]: axis ${i - rank} is ${m} and ${n}`);
    shape[i] = m === 1 ? n : m;
  }
  return shape;
}

/**
 * An axis counted from the left; negative axes count from the right.
 * @throws RangeError where the array has no such axis
 */
export function normalizeAxis(axis: number, ndim: number): number {
  const i = axis < 0 ? axis + ndim : axis;
  if (!Number.isInteger(i) || i < 0 || i >= ndim)
    throw new RangeError(`Cannot find axis ${axis}: the array has ${ndim} axes`);
  return i;
}

/** Axes to reduce, sorted and counted from the left; all of them where `axis` is undefined. */
export function normalizeAxes(axis: number | readonly number[] | undefined, ndim: number): number[] {
  if (axis === undefined) return Array.from({ length: ndim }, (_, i) => i);
  const list = typeof axis === 'number' ? [axis] : axis;
  const axes = list.map((a) => normalizeAxis(a, ndim)).sort((a, b) => a - b);
  for (let i = 1; i < axes.length; i++)
    if (axes[i] === axes[i - 1]) throw new RangeError(`Cannot use axis ${axes[i]} twice: got axes [${list}]`);
  return axes;
}

/** @throws RangeError unless every axis is a whole number of at least 0 */
export function checkShape(shape: Shape): void {
  for (const d of shape)
    if (!Number.isSafeInteger(d) || d < 0)
      throw new RangeError(`Cannot make an array of shape [${shape}]: every axis must be a whole number, at least 0`);
}
