import { readAtOnce } from './compute.ts';
import { fromData } from './create.ts';
import { isFloat } from './dtype.ts';
import type { AxisOptions, NDArray } from './ndarray.ts';
import { normalizeAxes, sizeOf } from './shape.ts';

/** The value below which a fraction `q` (0 … 1) of the elements lies, between neighbours in proportion; for a list, one for each q along a new first axis. float32 for integers; NaN where an element is NaN. @throws TypeError on devices whose memory the host does not see */
export function quantile(x: NDArray, q: number | readonly number[], options: AxisOptions = {}): NDArray {
  return quantiles(x, q, options, 1);
}

/** As `quantile`, with q in percent: `percentile(x, 50)` is the median. @throws TypeError on devices whose memory the host does not see */
export function percentile(x: NDArray, q: number | readonly number[], options: AxisOptions = {}): NDArray {
  return quantiles(x, q, options, 100);
}

/** The middle element in order, or the mean of the middle two. @throws TypeError on devices whose memory the host does not see */
export function median(x: NDArray, options: AxisOptions = {}): NDArray {
  return quantiles(x, 0.5, options, 1);
}

/** The quantiles at q / whole. */
function quantiles(x: NDArray, q: number | readonly number[], options: AxisOptions, whole: 1 | 100): NDArray {
  const wanted = typeof q === 'number' ? [q] : q;
  const wrong = wanted.find((f) => !(f >= 0 && f <= whole));
  if (wrong !== undefined)
    throw new RangeError(
      `Cannot take ${whole === 1 ? 'quantile' : 'percentile'} ${wrong}: expected a number from 0 to ${whole}`,
    );
  const { axis, keepdims = false } = options;
  const axes = normalizeAxes(axis, x.ndim);
  const others = x.shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const length = sizeOf(axes.map((i) => x.shape[i]!));
  if (length === 0) throw new RangeError(`Cannot take quantiles of no elements: the shape is [${x.shape}]`);
  using turned = x.permute(...others, ...axes);
  const data = readAtOnce(turned, 'sort an array');
  const count = data.length / length;
  const out = new Float64Array(wanted.length * count);
  for (let i = 0; i < count; i++) {
    const lane = data.subarray(i * length, (i + 1) * length).sort();
    wanted.forEach((f, k) => {
      out[k * count + i] = between(lane, (f / whole) * (length - 1));
    });
  }
  const kept = x.shape.flatMap((d, i) => (axes.includes(i) ? (keepdims ? [1] : []) : [d]));
  const shape = typeof q === 'number' ? kept : [q.length, ...kept];
  return fromData(out, shape, { dtype: isFloat(x.dtype) ? x.dtype : 'float32', device: x.device });
}

/** The value at a position of sorted numbers, between two of them in proportion. */
function between(sorted: ArrayLike<number>, position: number): number {
  const last = sorted[sorted.length - 1]!;
  if (Number.isNaN(last)) return NaN;
  const below = Math.floor(position);
  const [a, part] = [sorted[below]!, position - below];
  return part === 0 ? a : a * (1 - part) + sorted[below + 1]! * part;
}
