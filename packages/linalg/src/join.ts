import * as compute from './compute.ts';
import { commonDType } from './dtype.ts';
import { sliced } from './geometry.ts';
import { NDArray } from './ndarray.ts';
import { normalizeAxis } from './shape.ts';

/** `test ? a : b`, element by element; `test` is a mask (uint8), all three broadcast. */
export function where(test: NDArray, a: NDArray | number, b: NDArray | number): NDArray {
  return new NDArray(compute.where(test, a, b), test.device);
}

/** Each element held between `low` and `high`. */
export function clip(x: NDArray, low: number, high: number): NDArray {
  if (low > high) throw new RangeError(`Cannot clip to ${low} … ${high}: the low end is above the high one`);
  using raised = x.maximum(low);
  return raised.minimum(high);
}

/** Arrays one after the other along an axis (default 0); the other axes are equal. */
export function concat(arrays: readonly NDArray[], { axis = 0 }: { axis?: number } = {}): NDArray {
  const first = arrays[0];
  if (!first) throw new RangeError('Cannot concatenate no arrays: expected at least one');
  const at = normalizeAxis(axis, first.ndim);
  let total = 0;
  let { dtype } = first;
  for (const x of arrays) {
    compute.sameDevice(first, x);
    if (x.ndim !== first.ndim || x.shape.some((d, i) => i !== at && d !== first.shape[i]))
      throw new RangeError(`Cannot concatenate [${first.shape}] and [${x.shape}]: only axis ${at} may differ`);
    dtype = commonDType(dtype, x.dtype);
    total += x.shape[at]!;
  }
  const out = compute.allocate(first.device, dtype, first.shape.with(at, total));
  let start = 0;
  for (const x of arrays) {
    const stop = start + x.shape[at]!;
    const part = sliced(out, [...first.shape.slice(0, at).map(() => ({})), { start, stop }]);
    first.device.copy(x, { ...part, storage: out.storage });
    start = stop;
  }
  return new NDArray(out, first.device);
}

/** Arrays of one shape along a new axis (default 0). */
export function stack(arrays: readonly NDArray[], { axis = 0 }: { axis?: number } = {}): NDArray {
  const rows = arrays.map((x) => x.unsqueeze(axis));
  try {
    return concat(rows, { axis });
  } finally {
    for (const row of rows) row.dispose();
  }
}
