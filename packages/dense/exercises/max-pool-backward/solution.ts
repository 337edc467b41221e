import type { NDArray } from '@zero-to-gpt/linalg';

/** Slopes of the pixels of 2 × 2 max pooling: dy (H/2, W/2), x (H, W) → H lists of W numbers. */
export function maxPoolBackward(dy: NDArray, x: NDArray): number[][] {
  // #region TODO zeros, and in each square the slope for the winner: about 13 lines
  const [height, width] = [x.shape[0]!, x.shape[1]!];
  const dx = Array.from({ length: height }, () => new Array<number>(width).fill(0));
  for (let r = 0; r < height / 2; r++)
    for (let c = 0; c < width / 2; c++) {
      let [row, column] = [2 * r, 2 * c];
      for (const i of [2 * r, 2 * r + 1])
        for (const j of [2 * c, 2 * c + 1]) if (x.get(i, j) > x.get(row, column)) [row, column] = [i, j];
      dx[row]![column] = dy.get(r, c);
    }
  return dx;
  // #endregion
}
