import { concat, linalg, type NDArray, ones } from '@zero-to-gpt/linalg';

/** A line in F features: prediction = x · weights + bias. */
export interface Line {
  /** Shape (F). */
  readonly weights: NDArray;
  readonly bias: number;
}

/** The line nearest to y (N) over the rows of x (N, F), in the sum of squares. */
export function fit(x: NDArray, y: NDArray): Line {
  const [n, f] = x.shape as [number, number];
  // #region TODO a column of ones, both sides of the normal equation, solve: about 5 lines
  const d = concat([x, ones([n, 1])], { axis: 1 }); // (N, F + 1)
  const left = d.mT.matmul(d); // (F + 1, F + 1)
  const right = d.mT.matmul(y.unsqueeze(1)); // (F + 1, 1)
  const w = linalg.solve(left, right);
  return { weights: w.slice({ stop: f }, 0), bias: w.get(f, 0) };
  // #endregion
}
