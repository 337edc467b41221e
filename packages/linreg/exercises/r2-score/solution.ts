import type { NDArray } from '@zero-to-gpt/linalg';

/** 1 − Σ(target − prediction)² / Σ(target − mean of the targets)²: both (n). 1 is exact, 0 as good as the mean. */
export function r2Score(prediction: NDArray, target: NDArray): number {
  // #region TODO two sums of squares and their quotient, about 3 lines
  const squares = (x: NDArray): number => x.mul(x).sum().item();
  const spread = squares(target.sub(target.mean()));
  return 1 - squares(target.sub(prediction)) / spread;
  // #endregion
}
