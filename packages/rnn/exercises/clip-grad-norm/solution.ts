import type { NDArray } from '@zero-to-gpt/linalg';

/** Shortens all slopes together to at most `maxNorm`; `norm` is their length before. */
export function clipTogether(slopes: readonly NDArray[], maxNorm: number): { slopes: NDArray[]; norm: number } {
  // #region TODO one length of everything, one factor: about 3 lines
  const norm = Math.sqrt(slopes.reduce((sum, slope) => sum + slope.mul(slope).sum().item(), 0));
  const factor = Math.min(1, maxNorm / norm);
  return { slopes: slopes.map((slope) => slope.mul(factor)), norm };
  // #endregion
}
