/** Options of the schedule. */
export interface Options {
  lr: number;
  minLr: number;
  warmupSteps: number;
  steps: number;
}

/** Learning rate of a step, counted from 0: a line up, half a cosine down, then level. */
export function rateAt(step: number, { lr, minLr, warmupSteps, steps }: Options): number {
  // #region TODO three cases: about 4 lines
  if (step < warmupSteps) return (lr * (step + 1)) / (warmupSteps + 1);
  if (step >= steps) return minLr;
  const share = (step - warmupSteps) / (steps - warmupSteps);
  return minLr + 0.5 * (1 + Math.cos(Math.PI * share)) * (lr - minLr);
  // #endregion
}
