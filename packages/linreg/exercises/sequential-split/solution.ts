import type { NDArray } from '@zero-to-gpt/linalg';

/** Features (n, d) and targets (n) of the same examples. */
export interface Part {
  /** (n, d) */
  readonly x: NDArray;
  /** (n) */
  readonly y: NDArray;
}

/** Cuts x (n, d) and y (n), in order of time, at ⌊cuts · n⌋. */
export function sequentialSplit(
  x: NDArray,
  y: NDArray,
  cuts: readonly [number, number] = [0.7, 0.85],
): { train: Part; valid: Part; test: Part } {
  // #region TODO two cuts, three pairs of slices: about 4 lines
  const n = y.size;
  const [i, j] = [Math.floor(cuts[0] * n), Math.floor(cuts[1] * n)];
  const part = (start: number, stop: number): Part => ({ x: x.slice({ start, stop }), y: y.slice({ start, stop }) });
  return { train: part(0, i), valid: part(i, j), test: part(j, n) };
  // #endregion
}
