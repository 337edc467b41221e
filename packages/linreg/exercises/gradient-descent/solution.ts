import { type NDArray, zeros } from '@zero-to-gpt/linalg';
import { linear, linearGradient, mseGradient, mseLoss } from '@zero-to-gpt/linreg';

/** A fitted model, and the loss at the start and after every epoch. */
export interface Fit {
  /** Weights, (d). */
  readonly w: NDArray;
  /** Bias. */
  readonly b: number;
  /** Mean squared errors, epochs + 1 of them. */
  readonly history: readonly number[];
}

/** Fits x (n, d) to y (n) by full steps of gradient descent from zeros. */
export function gradientDescent(x: NDArray, y: NDArray, { lr, epochs }: { lr: number; epochs: number }): Fit {
  // #region TODO start at zero; each epoch: forecast, slopes, both updates, loss; about 9 lines
  let w = zeros([x.shape[1]!]);
  let b = 0;
  const history = [mseLoss(linear(x, w, b), y)];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const slope = linearGradient(x, mseGradient(linear(x, w, b), y));
    w = w.sub(slope.coef.mul(lr));
    b -= lr * slope.intercept.item();
    history.push(mseLoss(linear(x, w, b), y));
  }
  return { w, b, history };
  // #endregion
}
