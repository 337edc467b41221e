import { allocate, binary, type Operand, withDType } from './compute.ts';
import type { ReduceOp } from './device.ts';
import { isFloat } from './dtype.ts';
import { normalizeAxes, normalizeAxis, rowMajor, sizeOf } from './shape.ts';
import type { View } from './view.ts';

/** What a fold gives: the folded axes stay as 1 in `out`; `kept` is the shape without them. */
export interface Folded {
  readonly out: Operand;
  readonly kept: readonly number[];
}
/** Axes to fold; all of them where undefined. */
export type Axes = number | readonly number[] | undefined;

/** Sum, product, largest, smallest or mean over the axes. */
export function reduce(op: ReduceOp | 'mean', x: Operand, axis: Axes): Folded {
  const { shape, kept, count } = fold(x, axis);
  if (count === 0 && (op === 'max' || op === 'min' || op === 'mean'))
    throw new RangeError(`Cannot take the ${op} of no elements: the shape is [${x.shape}]`);
  const given = x.storage.dtype;
  const dtype = isFloat(given) ? given : op === 'mean' ? 'float32' : op === 'sum' || op === 'prod' ? 'int32' : given;
  const out = allocate(x.device, dtype, shape);
  withDType(x, dtype, (a) => x.device.reduce(op === 'mean' ? 'sum' : op, a, out));
  if (op === 'mean') x.device.binary('div', out, count, out);
  return { out, kept };
}

/** Mean squared distance from the mean, or its root: Σ(x − mean)² / (n − correction). Two passes, so nothing cancels. */
export function spread(op: 'var' | 'std', x: Operand, axis: Axes, correction: number): Folded {
  const { count } = fold(x, axis);
  if (!(correction >= 0 && count > correction))
    throw new RangeError(`Cannot take the ${op} of ${count} elements with correction ${correction}: too few elements`);
  const { device } = x;
  return withDType(x, isFloat(x.storage.dtype) ? x.storage.dtype : 'float32', (values) => {
    const mean = reduce('mean', values, axis).out;
    const centred = binary('sub', values, mean);
    device.binary('mul', centred, centred, centred);
    const folded = reduce('sum', centred, axis);
    for (const { storage } of [mean, centred]) device.free(storage);
    device.binary('div', folded.out, count - correction, folded.out);
    if (op === 'std') device.unary('sqrt', folded.out, folded.out);
    return folded;
  });
}

/** Mask of the lanes where any element, or every one, is not 0. Of none, `any` is 0 and `all` is 1. */
export function test(op: 'any' | 'all', x: Operand, axis: Axes): Folded {
  const { shape, kept, count } = fold(x, axis);
  const { device } = x;
  const out = allocate(device, 'uint8', shape);
  if (count === 0) device.fill(out, op === 'all' ? 1 : 0);
  else {
    const mask = binary(op === 'any' ? 'notEqual' : 'equal', x, 0);
    device.reduce('max', mask, out);
    device.free(mask.storage);
    if (op === 'all') device.binary('equal', out, 0, out); // all, as no element is 0
  }
  return { out, kept };
}

/** Positions (int32) of the first largest or smallest elements along one axis. */
export function argument(op: 'max' | 'min', x: Operand, axis: number): View {
  const at = normalizeAxis(axis, x.shape.length);
  if (x.shape[at] === 0) throw new RangeError(`Cannot take arg${op} of an empty axis: the shape is [${x.shape}]`);
  const { device } = x;
  const out = allocate(device, 'int32', x.shape.with(at, 1));
  const float = isFloat(x.storage.dtype);
  if (op === 'max') device.argmax(x, out);
  else
    withDType(x, float ? x.storage.dtype : 'int32', (a) => {
      const turned = allocate(device, a.storage.dtype, a.shape);
      device.binary('sub', float ? 0 : -1, a, turned); // −1 − x has no overflow
      device.argmax(turned, out);
      device.free(turned.storage);
    });
  const shape = x.shape.toSpliced(at, 1);
  return { ...out, shape, strides: rowMajor(shape) };
}

/** The shape with folded axes as 1, the one without them, and how many elements a fold takes. */
function fold({ shape }: View, axis: Axes): { shape: number[]; kept: number[]; count: number } {
  const axes = normalizeAxes(axis, shape.length);
  return {
    shape: shape.map((d, i) => (axes.includes(i) ? 1 : d)),
    kept: shape.filter((_, i) => !axes.includes(i)),
    count: sizeOf(axes.map((a) => shape[a]!)),
  };
}
