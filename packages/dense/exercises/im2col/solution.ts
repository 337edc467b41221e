import { array, type NDArray } from '@zero-to-gpt/linalg';

/** Windows of a picture as rows: x (H, W) → ((H − kernel + 1) · (W − kernel + 1), kernel²). */
export function windows(x: NDArray, kernel: number): NDArray {
  // #region TODO for each place of the window, its pixels: about 9 lines
  const [height, width] = [x.shape[0]!, x.shape[1]!];
  const rows: number[][] = [];
  for (let r = 0; r + kernel <= height; r++)
    for (let c = 0; c + kernel <= width; c++) {
      const row: number[] = [];
      for (let i = 0; i < kernel; i++) for (let j = 0; j < kernel; j++) row.push(x.get(r + i, c + j));
      rows.push(row);
    }
  return array(rows);
  // #endregion
}
