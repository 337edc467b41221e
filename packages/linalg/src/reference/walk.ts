import type { TypedArray } from '../dtype.ts';
import type { Shape } from '../shape.ts';

/** Window onto host memory: what the plain loops read and write. */
export interface HostView {
  readonly data: TypedArray;
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
}

/**
 * Calls `f` for each index of `shape`, in row-major order, with the position each view then has in its data.
 * The views' leading strides belong to the axes of `shape`; further axes are the caller's.
 */
export function eachIndex(shape: Shape, views: readonly HostView[], f: (positions: readonly number[]) => void): void {
  if (shape.includes(0)) return;
  const positions = views.map((v) => v.offset);
  const index = shape.map(() => 0);
  // the way back along each axis; + 0 turns −0 into 0
  const spans = views.map((v) => shape.map((d, axis) => (d - 1) * v.strides[axis]! + 0));
  for (;;) {
    f(positions);
    let axis = shape.length - 1;
    for (; axis >= 0; axis--) {
      const moved = index[axis]! + 1;
      const wraps = moved === shape[axis];
      index[axis] = wraps ? 0 : moved;
      for (let k = 0; k < views.length; k++)
        if (wraps) positions[k]! -= spans[k]![axis]!;
        else positions[k]! += views[k]!.strides[axis]!;
      if (!wraps) break;
    }
    if (axis < 0) return;
  }
}

/** Calls `f` at the start of each row (the last axis), with the row's length and each view's step along it. */
export function eachRow(
  shape: Shape,
  views: readonly HostView[],
  f: (starts: readonly number[], length: number, steps: readonly number[]) => void,
): void {
  const last = shape.length - 1;
  const steps = views.map((v) => (last < 0 ? 0 : v.strides[last]!));
  const length = last < 0 ? 1 : shape[last]!;
  if (length === 0) return;
  eachIndex(shape.slice(0, Math.max(last, 0)), views, (starts) => f(starts, length, steps));
}
