import type { NDArray } from '@zero-to-gpt/linalg';

/** What Adam knows between two steps. */
export interface AdamState {
  /** Weights, and the running means of their slopes and of the squares: of one shape. */
  w: NDArray;
  m: NDArray;
  v: NDArray;
  /** Steps taken so far. */
  t: number;
}

/** The state after a step with the slopes g. */
export function adamStep(
  { w, m, v, t }: AdamState,
  g: NDArray,
  { lr, beta1, beta2, eps }: { lr: number; beta1: number; beta2: number; eps: number },
): AdamState {
  // #region TODO count, two running means, two corrections, the step: about 6 lines
  const count = t + 1;
  const mean = m.mul(beta1).add(g.mul(1 - beta1));
  const square = v.mul(beta2).add(g.mul(g).mul(1 - beta2));
  const size = square.div(1 - beta2 ** count).sqrt();
  const step = mean.div(1 - beta1 ** count).div(size.add(eps));
  return { w: w.sub(step.mul(lr)), m: mean, v: square, t: count };
  // #endregion
}
