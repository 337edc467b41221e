import {
  type AxisOptions,
  checkOptions,
  isFloat,
  type NDArray,
  normalizeAxes,
  normalizeAxis,
  sizeOf,
  tidy,
} from '@zero-to-gpt/linalg';
import * as rules from '../rules/index.ts';
import { applyOne, type Tensor } from '../tensor.ts';
import { takeAlongAxis } from './indexing.ts';

/** Which elements `topK` takes. */
export interface TopKOptions {
  /** Default the last one. */
  axis?: number;
  /** False takes the smallest. Default true. */
  largest?: boolean;
}

/** What `topK` finds. */
export interface TopK {
  /** The elements, the most extreme first. */
  readonly values: Tensor;
  /** Their positions (int32). */
  readonly indices: NDArray;
}

/**
 * The k largest elements of each lane of an axis, in order; of equal ones, the first.
 *
 * @example
 * ```ts
 * import { tensor, topK } from '@zero-to-gpt/autograd';
 *
 * const { values, indices } = topK(tensor([3, 9, 1, 7]), 2);
 * values.value.toArray(); // → [9, 7]
 * indices.toArray(); // → [1, 3]
 * ```
 * @throws RangeError unless k is a whole number up to the axis's length; TypeError on devices whose memory the host does
 * not see
 */
export function topK(x: Tensor, k: number, options: TopKOptions = {}): TopK {
  const { axis = -1, largest = true } = checkOptions('topK', options, ['axis', 'largest']);
  const at = normalizeAxis(axis, x.ndim);
  const length = x.shape[at]!;
  if (!Number.isInteger(k) || k < 0 || k > length)
    throw new RangeError(`Cannot take the top ${k} of axis ${axis} of [${x.shape}]: expected 0 to ${length}`);
  const window = [...x.shape.slice(0, at).map(() => ({})), { stop: k }];
  const indices = tidy(() =>
    x
      .argsort({ axis: at, descending: largest })
      .slice(...window)
      .clone(),
  );
  return { values: takeAlongAxis(x, indices, { axis: at }), indices };
}

/** The value below which a fraction `q` (0 … 1) of the elements lies, between neighbours in proportion; for a list, one for each q along a new first axis. NaN where an element is NaN. @throws RangeError for other q and for no elements; TypeError on devices whose memory the host does not see */
export function quantile(x: Tensor, q: number | readonly number[], options: AxisOptions = {}): Tensor {
  return quantiles(x, q, checkOptions('quantile', options, ['axis', 'keepdims']), 1);
}

/** As `quantile`, with q in percent: `percentile(x, 50)` is the median. */
export function percentile(x: Tensor, q: number | readonly number[], options: AxisOptions = {}): Tensor {
  return quantiles(x, q, checkOptions('percentile', options, ['axis', 'keepdims']), 100);
}

/** The middle element in order, or the mean of the middle two (NumPy's; PyTorch takes the lower one). */
export function median(x: Tensor, options: AxisOptions = {}): Tensor {
  return quantiles(x, 0.5, checkOptions('median', options, ['axis', 'keepdims']), 1);
}

/** The quantiles at q / whole. */
function quantiles(
  x: Tensor,
  q: number | readonly number[],
  { axis, keepdims = false }: AxisOptions,
  whole: 1 | 100,
): Tensor {
  const wanted = typeof q === 'number' ? [q] : q;
  const wrong = wanted.find((f) => !(f >= 0 && f <= whole));
  if (wrong !== undefined)
    throw new RangeError(
      `Cannot take ${whole === 1 ? 'quantile' : 'percentile'} ${wrong}: expected a number from 0 to ${whole}`,
    );
  const axes = normalizeAxes(axis, x.ndim);
  const others = [...x.shape.keys()].filter((i) => !axes.includes(i));
  const length = sizeOf(axes.map((i) => x.shape[i]!));
  if (length === 0) throw new RangeError(`Cannot take quantiles of no elements: the shape is [${x.shape}]`);
  const floats = isFloat(x.dtype) ? x : x.astype('float32'); // as in linalg
  const lanes = floats.permute(...others, ...axes).reshape(...others.map((i) => x.shape[i]!), length); // (…, n)
  const places = wanted.map((f) => (f / whole) * (length - 1));
  const found = applyOne((a) => rules.quantile(a, places), lanes); // (…, q)
  const kept = x.shape.flatMap((d, i) => (axes.includes(i) ? (keepdims ? [1] : []) : [d]));
  if (typeof q === 'number') return found.reshape(...kept);
  return found.permute(found.ndim - 1, ...others.keys()).reshape(q.length, ...kept);
}
