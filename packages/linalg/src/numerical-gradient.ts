import { fromData } from './create.ts';
import { hostArray, isFloat } from './dtype.ts';
import type { NDArray } from './ndarray.ts';
import { tidy } from './scope.ts';

/** How `numericalGradient` measures slopes. */
export interface NumericalGradientOptions {
  /** Step to each side: by default 1e-5 · max(1, |x|) for float64 and 5e-3 · max(1, |x|) for float32, near ∛ε. */
  h?: number;
}

/**
 * Slopes of f at x, one an element, by central differences: (f(x + h) − f(x − h)) / 2h. For checking a gradient worked
 * out by hand; give it float64, as float32 leaves three digits or so. f is called twice for each element, x stays as it is.
 *
 * @example
 * ```ts
 * import { allClose, array, numericalGradient } from '@zero-to-gpt/linalg';
 *
 * const x = array([1, -2, 3], { dtype: 'float64' });
 * const slopes = numericalGradient((v) => v.mul(v).sum(), x);
 * allClose(slopes, x.mul(2), { rtol: 1e-9 }); // → true
 * ```
 * @param f - from an array of x's shape to a number, or an array of one element
 * @throws TypeError where x holds whole numbers, RangeError where h is not positive or f gives more than one element
 */
export function numericalGradient(
  f: (x: NDArray) => NDArray | number,
  x: NDArray,
  { h }: NumericalGradientOptions = {},
): NDArray {
  if (!isFloat(x.dtype) || x.dtype === 'float16')
    throw new TypeError(`Cannot take slopes at ${x.dtype}: use x.astype('float64')`);
  if (h !== undefined && !(h > 0 && Number.isFinite(h)))
    throw new RangeError(`Cannot take slopes with step ${h}: wanted a positive number`);
  const start = x.toFlat();
  const valueAt = (i: number, value: number): number =>
    tidy(() => {
      const moved = start.slice();
      moved[i] = value;
      const y = f(fromData(moved, x.shape, { device: x.device }));
      return typeof y === 'number' ? y : y.item();
    });
  const slopes = hostArray(x.dtype, x.size);
  const wide = x.dtype === 'float64' ? 1e-5 : 5e-3;
  for (let i = 0; i < slopes.length; i++) {
    const step = h ?? wide * Math.max(1, Math.abs(start[i]!));
    // what the array really holds: x + h is rounded
    const [low, high] = hostArray(x.dtype, 2).map((_, side) => start[i]! + (side === 0 ? -step : step));
    slopes[i] = (valueAt(i, high!) - valueAt(i, low!)) / (high! - low!);
  }
  return fromData(slopes, x.shape, { device: x.device });
}
