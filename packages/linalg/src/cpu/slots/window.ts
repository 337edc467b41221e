import type { Window2d } from '../../kernels.ts';
import { sizeOf } from '../../shape.ts';
import type { View } from '../../view.ts';
import type { Engine } from '../engine.ts';
import { areFloat32, denseOf, haveShapes } from '../matrix.ts';

/** Fields of `WindowTask`, as wasm/window.ts reads them. */
const TASK_WORDS = 13;

/** Columns of windows: x (B, C, H, W) → out (B, Ho·Wo, C·kh·kw), padded with zeros. */
export function im2col(engine: Engine, x: View, out: View, window: Window2d): boolean {
  const [p, q, found] = [denseOf(engine, x), denseOf(engine, out), geometry(x.shape, window)];
  if (!areFloat32(x, out) || p === null || q === null || !found) return false;
  const { B, rows, columns, row } = found;
  if (!haveShapes([out, [B, rows * columns, row]])) return false;
  out.storage.version++;
  withTask(engine, found.task, (task) =>
    engine.runner.run('im2colRows', [task, p, q], { count: B * rows, cost: 4 * columns * row }),
  );
  return true;
}

/** Adds columns back onto their pixels: dx (B, C, H, W) is written. */
export function col2im(engine: Engine, columns: View, dx: View, window: Window2d): boolean {
  const [p, q, found] = [denseOf(engine, columns), denseOf(engine, dx), geometry(dx.shape, window)];
  if (!areFloat32(columns, dx) || p === null || q === null || !found) return false;
  const windows = found.rows * found.columns;
  if (!haveShapes([columns, [found.B, windows, found.row]])) return false;
  dx.storage.version++;
  withTask(engine, found.task, (task) =>
    engine.runner.run('col2imPlanes', [task, p, q], {
      count: found.B * found.C,
      cost: (4 * windows * found.row) / Math.max(1, found.C),
    }),
  );
  return true;
}

/** Largest element of each window and its position in the plane; declines windows that lie in the padding alone. */
export function maxPool(engine: Engine, x: View, out: View, indices: View, window: Window2d): boolean {
  const [p, q, at] = [denseOf(engine, x), denseOf(engine, out), denseOf(engine, indices)];
  const found = geometry(x.shape, window);
  if (!areFloat32(x, out) || indices.storage.dtype !== 'int32') return false;
  if (p === null || q === null || at === null || !found) return false;
  const { kernel, padding, dilation } = window;
  if (padding.some((n, i) => n > 0 && (2 * n > kernel[i]! || dilation[i]! > 1))) return false;
  const { B, C, rows, columns } = found;
  if (!haveShapes([out, [B, C, rows, columns]], [indices, [B, C, rows, columns]])) return false;
  for (const v of [out, indices]) v.storage.version++;
  const cost = 4 * rows * columns * kernel[0] * kernel[1];
  withTask(engine, found.task, (task) => engine.runner.run('maxPoolPlanes', [task, p, q, at], { count: B * C, cost }));
  return true;
}

/** dx is written: dy goes to the positions in `indices`. @throws RangeError for a position outside the plane */
export function maxPoolBackward(engine: Engine, dy: View, indices: View, dx: View): boolean {
  const [d, at, q] = [denseOf(engine, dy), denseOf(engine, indices), denseOf(engine, dx)];
  if (!areFloat32(dy, dx) || indices.storage.dtype !== 'int32' || d === null || at === null || q === null) return false;
  const [B, C, H, W] = dx.shape as readonly [number, number, number, number];
  if (dx.shape.length !== 4 || dy.shape.length !== 4 || dy.shape[0] !== B || dy.shape[1] !== C) return false;
  if (!haveShapes([indices, dy.shape])) return false;
  const [count, size] = [sizeOf(dy.shape), H * W];
  // 0 stands for an index that is allowed anyway
  const bad = size === 0 ? count - 1 : engine.exports.firstBadIndex(at, 4, count, size, 0);
  if (bad >= 0)
    throw new RangeError(
      `Cannot put a gradient at position ${engine.words(at, count)[bad]}: the plane has ${size} (index ${bad} of ${count})`,
    );
  dx.storage.version++;
  const windows = dy.shape[2]! * dy.shape[3]!;
  engine.runner.run('maxPoolBackwardPlanes', [d, at, q, windows, size], { count: B * C, cost: size + 4 * windows });
  return true;
}

interface Geometry {
  readonly task: readonly number[];
  readonly B: number;
  readonly C: number;
  /** Windows below one another and side by side. */
  readonly rows: number;
  readonly columns: number;
  /** Numbers of a window over all channels. */
  readonly row: number;
}

/** How many windows fit; null where that cannot be told. */
function geometry(shape: readonly number[], { kernel, stride, padding, dilation }: Window2d): Geometry | null {
  const whole = [...kernel, ...stride, ...dilation].every((n) => Number.isInteger(n) && n > 0);
  if (shape.length !== 4 || !whole || !padding.every((n) => Number.isInteger(n) && n >= 0)) return null;
  const [B, C, H, W] = shape as readonly [number, number, number, number];
  const windows = (size: number, i: 0 | 1) =>
    Math.floor((size + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1) / stride[i]) + 1;
  const [rows, columns] = [windows(H, 0), windows(W, 1)];
  if (rows < 1 || columns < 1) return null;
  const task = [C, H, W, rows, columns, ...kernel, ...stride, ...padding, ...dilation];
  return { task, B, C, rows, columns, row: C * kernel[0] * kernel[1] };
}

function withTask(engine: Engine, task: readonly number[], f: (address: number) => void): void {
  engine.scratch(4 * TASK_WORDS, (address) => {
    engine.words(address, TASK_WORDS).set(task);
    f(address);
  });
}
