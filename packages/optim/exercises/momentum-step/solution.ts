import type { NDArray } from '@zero-to-gpt/linalg';

/** Weights and velocity after a step with the slopes g: all of one shape. */
export function momentumStep(
  { w, v }: { w: NDArray; v: NDArray },
  g: NDArray,
  { lr, momentum }: { lr: number; momentum: number },
): { w: NDArray; v: NDArray } {
  // #region TODO first the velocity, then the weights: about 2 lines
  const velocity = v.mul(momentum).add(g);
  return { w: w.sub(velocity.mul(lr)), v: velocity };
  // #endregion
}
