import { readAtOnce } from './compute.ts';
import { fromData } from './create.ts';
import { positions } from './mask.ts';
import type { NDArray } from './ndarray.ts';

/** The different elements of an array, and where they stand in it. */
export interface Unique {
  /** Each element once, in order; NaN once, last. */
  readonly values: NDArray;
  /** Position (int32) of each one's first occurrence, in row-major order. */
  readonly indices: NDArray;
  /** For every element of the array the position (int32) of its value: `values.take(inverse)` is the array. */
  readonly inverse: NDArray;
  /** How often each occurs (int32). */
  readonly counts: NDArray;
}

/** The different elements, each once, in order; NaN once, last. @throws TypeError on devices whose memory the host does not see */
export function unique(x: NDArray): NDArray {
  const sorted = readAtOnce(x, 'sort an array').sort();
  const values = sorted.filter((v, i) => i === 0 || !same(v, sorted[i - 1]!));
  return fromData(values, [values.length], { dtype: x.dtype, device: x.device });
}

/** The different elements with their places and counts. @throws TypeError on devices whose memory the host does not see */
export function uniqueAll(x: NDArray): Unique {
  using flat = x.flatten();
  using sorting = flat.argsort();
  const order = sorting.toFlat();
  const data = flat.toFlat();
  const [first, counts, inverse]: [number[], number[], Int32Array] = [[], [], new Int32Array(data.length)];
  order.forEach((at, i) => {
    if (i === 0 || !same(data[at]!, data[order[i - 1]!]!)) {
      first.push(at);
      counts.push(0);
    }
    counts[counts.length - 1]!++;
    inverse[at] = counts.length - 1;
  });
  const { device, shape } = x;
  const list = (values: readonly number[]) => fromData(Int32Array.from(values), [values.length], { device });
  return {
    values: flat.take(first),
    indices: list(first),
    inverse: fromData(inverse, shape, { device }),
    counts: list(counts),
  };
}

/** Positions (int32) of the elements that are not 0: one array an axis, as in NumPy. @throws TypeError on devices whose memory the host does not see */
export function nonzero(x: NDArray): NDArray[] {
  if (x.ndim === 0) throw new RangeError('Cannot look for the positions of a scalar: the array needs an axis');
  const found = positions(x);
  let step = x.size;
  return x.shape.map((length) => {
    step /= Math.max(1, length);
    return fromData(
      found.map((at) => Math.floor(at / step) % length),
      [found.length],
      { device: x.device },
    );
  });
}

function same(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
