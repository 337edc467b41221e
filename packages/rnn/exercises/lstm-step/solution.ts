import type { NDArray } from '@zero-to-gpt/linalg';

/** h and c after a step: x (B, I), h and c (B, H), wi (4H, I), wh (4H, H), b (4H), blocks i, f, g, o. */
export function lstmStep(
  x: NDArray,
  h: NDArray,
  c: NDArray,
  wi: NDArray,
  wh: NDArray,
  b: NDArray,
): { h: NDArray; c: NDArray } {
  const H = h.shape[1]!;
  /** Block k of rows (B, 4H). */
  const block = (all: NDArray, k: number): NDArray => all.slice({}, { start: k * H, stop: (k + 1) * H });
  // #region TODO one sum for all, three gates, the new numbers, the cell, the state: about 7 lines
  const sums = x.matmul(wi.mT).add(h.matmul(wh.mT)).add(b); // (B, 4H)
  const i = block(sums, 0).sigmoid();
  const f = block(sums, 1).sigmoid();
  const g = block(sums, 2).tanh();
  const o = block(sums, 3).sigmoid();
  const cell = f.mul(c).add(i.mul(g));
  return { h: o.mul(cell.tanh()), c: cell };
  // #endregion
}
