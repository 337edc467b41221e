import type { NDArray } from '@zero-to-gpt/linalg';

/** How far apart numbers may be. */
export interface Tolerance {
  /** As a share of the wanted value. */
  readonly rtol?: number;
  /** In absolute terms. */
  readonly atol?: number;
}

/** Whether every |a − b| ≤ atol + rtol · |b|, for a and b of one shape. */
export function allClose(a: NDArray, b: NDArray, { rtol = 1e-5, atol = 1e-8 }: Tolerance = {}): boolean {
  const [mine, wanted] = [a.toFlat(), b.toFlat()];
  // #region TODO look for a pair that is not close: about 6 lines
  for (let i = 0; i < mine.length; i++) {
    const [x, y] = [mine[i]!, wanted[i]!];
    if (x === y) continue;
    if (!Number.isFinite(y) || !(Math.abs(x - y) <= atol + rtol * Math.abs(y))) return false;
  }
  return true;
  // #endregion
}
