import type { NDArray } from '@zero-to-gpt/linalg';

/** What AdamW knows between two steps. */
export interface AdamState {
  /** Weights, and the running means of their slopes and of the squares: of one shape. */
  w: NDArray;
  m: NDArray;
  v: NDArray;
  /** Steps taken so far. */
  t: number;
}

/** Options of AdamW. */
export interface AdamWOptions {
  lr: number;
  beta1: number;
  beta2: number;
  eps: number;
  weightDecay: number;
}

/** The state after a step with the slopes g. */
export function adamwStep({ w, m, v, t }: AdamState, g: NDArray, options: AdamWOptions): AdamState {
  const { lr, beta1, beta2, eps, weightDecay } = options;
  const count = t + 1;
  // #region TODO two running means, the corrected step, the decay: about 5 lines
  const mean = m.mul(beta1).add(g.mul(1 - beta1));
  const square = v.mul(beta2).add(g.mul(g).mul(1 - beta2));
  const size = square.div(1 - beta2 ** count).sqrt();
  const step = mean.div(1 - beta1 ** count).div(size.add(eps));
  return { w: w.mul(1 - lr * weightDecay).sub(step.mul(lr)), m: mean, v: square, t: count };
  // #endregion
}
