import { type NDArray, where } from '@zero-to-gpt/linalg';

/** What a scaler has learned from its training table. */
export interface Scaler {
  /** Of each column, (d). */
  readonly mean: NDArray;
  /** Of each column, (d); 1 where the column is constant. */
  readonly std: NDArray;
}

/** Mean and standard deviation of the columns of x (n, d). */
export function fitScaler(x: NDArray): Scaler {
  // #region TODO means down the columns, root of the mean squared distance, 1 for 0: about 5 lines
  const mean = x.mean({ axis: 0 }); // (d)
  const distance = x.sub(mean); // (n, d)
  const std = distance.mul(distance).mean({ axis: 0 }).sqrt(); // (d)
  return { mean, std: where(std.equal(0), 1, std) };
  // #endregion
}

/** (x − mean) / std for each row of x (n, d). */
export function scale(x: NDArray, { mean, std }: Scaler): NDArray {
  // #region TODO about 1 line
  return x.sub(mean).div(std);
  // #endregion
}
