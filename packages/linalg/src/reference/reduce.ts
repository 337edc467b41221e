import type { ReduceOp } from '../device.ts';
import { rowMajor, sizeOf } from '../shape.ts';
import { eachIndex, eachRow, type HostView } from './walk.ts';

const folds = {
  sum: { start: 0, fold: (a, b) => a + b },
  prod: { start: 1, fold: (a, b) => a * b },
  max: { start: -Infinity, fold: Math.max },
  min: { start: Infinity, fold: Math.min },
} as const satisfies Record<ReduceOp, { start: number; fold: (a: number, b: number) => number }>;

/** Folds the axes where `out` has 1; accumulates in float64 and rounds once. */
export function reduce(op: ReduceOp, x: HostView, out: HostView): void {
  const { start, fold } = folds[op];
  const size = sizeOf(out.shape);
  const sums = new Float64Array(size).fill(start);
  const strides = rowMajor(out.shape);
  const target: HostView = {
    data: sums,
    shape: x.shape,
    strides: strides.map((s, i) => (out.shape[i] === 1 ? 0 : s)),
    offset: 0,
  };
  eachRow(x.shape, [x, target], ([from, to], n, [dp, dq]) => {
    for (let i = 0, p = from!, q = to!; i < n; i++, p += dp!, q += dq!) sums[q] = fold(sums[q]!, x.data[p]!);
  });
  eachIndex(out.shape, [{ data: sums, shape: out.shape, strides, offset: 0 }, out], ([p, q]) => {
    out.data[q!] = sums[p!]!;
  });
}

/** Position of the first largest element along the one axis that `out` folds; NaN counts as largest, as in NumPy. */
export function argmax(x: HostView, out: HostView): void {
  const axis = x.shape.findIndex((d, i) => d !== 1 && out.shape[i] === 1);
  if (axis >= 0 && x.shape[axis] === 0)
    throw new RangeError(`Cannot take argmax of an empty axis: the shape is [${x.shape}]`);
  const length = axis < 0 ? 1 : x.shape[axis]!;
  const step = axis < 0 ? 0 : x.strides[axis]!;
  eachIndex(out.shape, [x, out], ([p, q]) => {
    let best = 0;
    let largest = x.data[p!]!;
    for (let i = 1, at = p! + step; i < length && !Number.isNaN(largest); i++, at += step) {
      const value = x.data[at]!;
      if (value > largest || Number.isNaN(value)) {
        best = i;
        largest = value;
      }
    }
    out.data[q!] = best;
  });
}
