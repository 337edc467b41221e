import { type NDArray, tidy } from '@zero-to-gpt/linalg';

/** Numbers of a line, plane or hyperplane: a slope for each feature, and the height at zero. */
export interface Weights {
  /** Change of the prediction for one more of each feature, (d). */
  readonly coef: readonly number[];
  /** Prediction where all features are 0. */
  readonly intercept: number;
}

/**
 * Predictions x · coef + intercept: (n, d) · (d) + one number → (n).
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { linear } from '@zero-to-gpt/linreg';
 *
 * linear(array([[1], [2]]), array([10]), 3).toArray(); // → [13, 23]
 * ```
 */
export function linear(x: NDArray, coef: NDArray, intercept: NDArray | number): NDArray {
  return tidy(() => x.matmul(coef.reshape(-1, 1)).reshape(-1).add(intercept));
}

/** Slopes of a loss in the weights. */
export interface LinearGradient {
  /** For each feature, (d). */
  readonly coef: NDArray;
  /** For the intercept: no axes. */
  readonly intercept: NDArray;
}

/**
 * The chain rule of `linear`: from dL/dprediction `dy` (n) to dL/dcoef = xᵀ · dy (d) and dL/dintercept = Σ dy. Both are
 * sums: where `dy` carries the 1/n of a mean, as `mseGradient` does, both carry it.
 */
export function linearGradient(x: NDArray, dy: NDArray): LinearGradient {
  return tidy(() => ({ coef: x.T.matmul(dy.reshape(-1, 1)).reshape(-1), intercept: dy.sum() }));
}
