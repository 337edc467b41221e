/** How values are spread, in the buckets that TensorBoard draws. */
export interface Histogram {
  /** The smallest value. */
  readonly min: number;
  /** The largest. */
  readonly max: number;
  /** How many. */
  readonly num: number;
  /** Their sum. */
  readonly sum: number;
  /** The sum of their squares. */
  readonly sumSquares: number;
  /** Upper bounds of the buckets, not taken: bucket i holds limits[i − 1] ≤ x < limits[i]. */
  readonly limits: readonly number[];
  /** Values in each bucket. */
  readonly counts: readonly number[];
}

/** TensorFlow's default buckets: bounds from 1e-12 to 1e20, each a tenth above the last, and the same below 0. */
const allLimits: readonly number[] = /* @__PURE__ */ (() => {
  const bounds: number[] = [];
  for (let bound = 1e-12; bound < 1e20; bound *= 1.1) bounds.push(bound);
  return [...bounds.map((bound) => -bound).reverse(), 0, ...bounds, Number.MAX_VALUE];
})();

/**
 * Counts values into TensorFlow's buckets (core/lib/histogram): bounds grow by a tenth, and a run of empty buckets is one.
 * Values that are no finite number are left out.
 *
 * @example
 * ```ts
 * import { histogramOf } from '@zero-to-gpt/optim';
 *
 * const { num, sum, counts } = histogramOf([1, 1, 2, Number.NaN]);
 * [num, sum, counts]; // → [3, 4, [0, 2, 0, 1]]
 * ```
 */
export function histogramOf(values: ArrayLike<number>): Histogram {
  const all = new Float64Array(allLimits.length);
  let [min, max, num, sum, sumSquares] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    if (!Number.isFinite(x)) continue;
    all[bucketOf(x)]! += 1;
    num++;
    sum += x;
    sumSquares += x * x;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  if (num === 0) return { min: 0, max: 0, num, sum, sumSquares, limits: [Number.MAX_VALUE], counts: [0] };
  return { min, max, num, sum, sumSquares, ...withoutGaps(all) };
}

/** The first bucket whose bound is above x, by halving. */
function bucketOf(x: number): number {
  let [low, high] = [0, allLimits.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (allLimits[middle]! > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The buckets up to the last that holds something; each run of empty ones as one. */
function withoutGaps(all: Float64Array): Pick<Histogram, 'limits' | 'counts'> {
  const limits: number[] = [];
  const counts: number[] = [];
  const last = all.findLastIndex((count) => count > 0);
  for (let i = 0; i <= last; i++) {
    if (all[i] === 0 && counts.at(-1) === 0) limits[limits.length - 1] = allLimits[i]!;
    else {
      limits.push(allLimits[i]!);
      counts.push(all[i]!);
    }
  }
  return { limits, counts };
}
