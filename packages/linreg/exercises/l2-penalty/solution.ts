import type { NDArray } from '@zero-to-gpt/linalg';

/** Weights (d) and bias of a linear model, or the slopes of a loss in them. */
export interface Model {
  /** For each feature, (d). */
  readonly w: NDArray;
  /** One number. */
  readonly b: number;
}

/** Mean squared error of x · w + b against y plus lambda · Σ w², and its slopes: x (n, d), y (n). */
export function penalised(x: NDArray, y: NDArray, { w, b }: Model, lambda: number): { loss: number; slopes: Model } {
  // #region TODO the mean squared error and its slopes, with the price on w added to both: about 5 lines
  const error = x.dot(w).add(b).sub(y); // (n)
  const price = lambda * w.mul(w).sum().item();
  const loss = error.mul(error).mean().item() + price;
  const forW = x.T.dot(error)
    .mul(2 / y.size)
    .add(w.mul(2 * lambda)); // (d)
  return { loss, slopes: { w: forW, b: 2 * error.mean().item() } };
  // #endregion
}
