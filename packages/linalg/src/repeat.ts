import { allocate, type Operand, seenAs, takeListed } from './compute.ts';
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
  return takeListed(
    x,
    counts.flatMap((n, i) => new Array<number>(n).fill(i)),
    at,
  );
}

/** The whole array, laid side by side along each axis; missing counts and axes on the left are 1. */
export function tile(x: Operand, counts: readonly number[]): View {
  for (const n of counts) checkCount(n);
  const missing = (n: number, value: number) => new Array<number>(Math.max(0, n)).fill(value);
  const extra = counts.length - x.shape.length;
  const all = [...missing(-extra, 1), ...counts];
  const shape = [...missing(extra, 1), ...x.shape];
  const strides = [...missing(extra, 0), ...x.strides];
  const each = { shape: shape.flatMap((d) => [1, d]), strides: strides.flatMap((s) => [0, s]), offset: x.offset };
  const wide = shape.flatMap((d, i) => [all[i]!, d]);
  return copies(
    x,
    each,
    wide,
    shape.map((d, i) => d * all[i]!),
  );
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
