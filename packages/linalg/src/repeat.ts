import { allocate, type Operand, seenAs, take, upload } from './compute.ts';
import type { Geometry } from './geometry.ts';
import { expanded } from './geometry.ts';
import { normalizeAxis, rowMajor, type Shape } from './shape.ts';
import type { View } from './view.ts';

/** Each position of an axis, several times in a row: as often for all, or one count a position. */
export function repeat(x: Operand, counts: number | readonly number[], axis: number): View {
  const at = normalizeAxis(axis, x.shape.length);
  const length = x.shape[at]!;
  for (const n of typeof counts === 'number' ? [counts] : counts) checkCount(n);
  if (typeof counts === 'number') {
    const insert = (list: readonly number[], value: number) => list.toSpliced(at + 1, 0, value);
    const each: Geometry = { shape: insert(x.shape, 1), strides: insert(x.strides, 0), offset: x.offset };
    return copies(x, each, insert(x.shape, counts), x.shape.with(at, length * counts));
  }
  if (counts.length !== length)
    throw new RangeError(
      `Cannot repeat ${counts.length} counts along axis ${axis} of [${x.shape}]: expected ${length}`,
    );
  const positions = Int32Array.from(counts.flatMap((n, i) => new Array<number>(n).fill(i)));
  const ids = upload(x.device, 'int32', positions, [positions.length]);
  try {
    return take(x, ids, at);
  } finally {
    x.device.free(ids.storage);
  }
}

/** The whole array, laid side by side along each axis; missing counts and axes on the left are 1. */
export function tile(x: Operand, counts: readonly number[]): View {
  for (const n of counts) checkCount(n);
  const rank = Math.max(counts.length, x.shape.length);
  const axis = <T>(list: readonly T[], i: number, missing: T) => list[i - rank + list.length] ?? missing;
  const axes = Array.from({ length: rank }, (_, i) => i);
  const pairs = (left: (i: number) => number, right: (i: number) => number) => axes.flatMap((i) => [left(i), right(i)]);
  const [count, length] = [(i: number) => axis(counts, i, 1), (i: number) => axis(x.shape, i, 1)];
  const each: Geometry = {
    shape: pairs(() => 1, length),
    strides: pairs(
      () => 0,
      (i) => axis(x.strides, i, 0),
    ),
    offset: x.offset,
  };
  const shape = axes.map((i) => count(i) * length(i));
  return copies(x, each, pairs(count, length), shape);
}

/** `g` spread over `wide`, copied, and seen in `shape`. */
function copies(x: Operand, g: Geometry, wide: Shape, shape: Shape): View {
  const out = allocate(x.device, x.storage.dtype, wide);
  x.device.copy(seenAs(x, expanded(g, wide)), out);
  return { ...out, shape, strides: rowMajor(shape) };
}

function checkCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError(`Cannot repeat ${count} times: expected a whole number of at least 0`);
}
