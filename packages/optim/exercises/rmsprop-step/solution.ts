import type { NDArray } from '@zero-to-gpt/linalg';

/** Weights and running mean of squares after a step with the slopes g: all of one shape. */
export function rmspropStep(
  { w, s }: { w: NDArray; s: NDArray },
  g: NDArray,
  { lr, beta, eps }: { lr: number; beta: number; eps: number },
): { w: NDArray; s: NDArray } {
  // #region TODO first the mean of squares, then the weights: about 2 lines
  const square = s.mul(beta).add(g.mul(g).mul(1 - beta));
  return { w: w.sub(g.div(square.sqrt().add(eps)).mul(lr)), s: square };
  // #endregion
}
