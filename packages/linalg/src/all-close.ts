import type { NDArray } from './ndarray.ts';

/** How far two numbers may lie apart: |a − b| ≤ atol + rtol · |b|. */
export interface Tolerance {
  /** Relative part. */
  readonly rtol?: number;
  /** Absolute part. */
  readonly atol?: number;
  /** NaN equals NaN. */
  readonly equalNaN?: boolean;
}

/** Whether two numbers are close; infinities must be equal. */
export function isClose(a: number, b: number, { rtol = 1e-5, atol = 1e-8, equalNaN = false }: Tolerance = {}): boolean {
  if (a === b) return true;
  if (Number.isNaN(a) || Number.isNaN(b)) return equalNaN && Number.isNaN(a) && Number.isNaN(b);
  return Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= atol + rtol * Math.abs(b);
}

/** Whether two arrays of one shape are close everywhere. Reads both: on devices that must be awaited use `toBeAllClose`. */
export function allClose(a: NDArray, b: NDArray, tolerance: Tolerance = {}): boolean {
  if (a.ndim !== b.ndim || a.shape.some((d, i) => d !== b.shape[i]))
    throw new RangeError(`Cannot compare [${a.shape}] with [${b.shape}]: the shapes differ`);
  const [x, y] = [a.toFlat(), b.toFlat()];
  return x.every((v, i) => isClose(v, y[i]!, tolerance));
}
