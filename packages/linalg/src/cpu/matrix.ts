import { bytesOf } from '../dtype.ts';
import { isContiguous, sizeOf } from '../shape.ts';
import type { View } from '../view.ts';
import { walker } from './copy.ts';
import type { Engine } from './engine.ts';
import { simplify } from './plan.ts';

/** Rows of elements that lie side by side. */
export interface Matrix {
  readonly address: number;
  readonly rows: number;
  readonly columns: number;
  /** Bytes from row to row. */
  readonly row: number;
}

/** The view as rows of its last axis, the leading axes taken together; null where its strides do not allow that. */
export function matrixOf(engine: Engine, x: View): Matrix | null {
  const last = x.shape.length - 1;
  if (last < 0) return null;
  const columns = x.shape[last]!;
  if (columns > 1 && x.strides[last] !== 1) return null;
  if (columns > 0 && isContiguous(x.shape, x.strides)) {
    const row = columns * bytesOf(x.storage.dtype);
    return { address: engine.address(x), rows: sizeOf(x.shape) / columns, columns, row };
  }
  const leading = x.shape.slice(0, last);
  const w = walker(engine, x);
  const plan = simplify(leading, [{ ...w, strides: x.strides.slice(0, last) }], { sort: false });
  if (plan.shape.length > 1 && !plan.shape.includes(0)) return null;
  return {
    address: w.address,
    rows: sizeOf(leading),
    columns,
    row: (plan.walkers[0]!.strides[0] ?? columns) * w.width,
  };
}

/** Address of the view's elements where they lie side by side in row-major order, else null. */
export function denseOf(engine: Engine, x: View): number | null {
  if (isContiguous(x.shape, x.strides)) return engine.address(x);
  const w = walker(engine, x);
  const plan = simplify(x.shape, [w], { sort: false });
  const dense = plan.shape.length === 0 || (plan.shape.length === 1 && plan.walkers[0]!.strides[0] === 1);
  return dense || plan.shape.includes(0) ? w.address : null;
}

/** Whether every view that is there holds float32. */
export function areFloat32(...views: readonly (View | null)[]): boolean {
  return views.every((v) => v === null || v.storage.dtype === 'float32');
}

/** Whether every view that is there has the shape beside it. A slot declines what does not fit; composing then refuses it, and says why. */
export function haveShapes(...pairs: readonly (readonly [View | null, readonly number[]])[]): boolean {
  return pairs.every(
    ([x, shape]) => !x || (x.shape.length === shape.length && shape.every((d, i) => x.shape[i] === d)),
  );
}
