/** Learning rate of each step, counted from 0: `optimizer.lr = schedule(step)` before the step. */
export type Schedule = (step: number) => number;

/**
 * A schedule that is told only of steps that can be.
 * @throws RangeError, when asked, for a step that is no finite number of at least 0
 */
export function scheduleOf(rate: Schedule): Schedule {
  return (step) => {
    if (!(step >= 0 && step < Number.POSITIVE_INFINITY))
      throw new RangeError(`Cannot look up the learning rate of step ${step}: steps count from 0`);
    return rate(step);
  };
}

/** @throws RangeError unless a learning rate is a finite number of at least 0 */
export function checkRate(name: string, rate: number): void {
  if (!Number.isFinite(rate) || rate < 0)
    throw new RangeError(`Cannot use ${name} ${rate}: expected a finite number, at least 0`);
}

/** @throws RangeError unless a factor is a finite number above 0 */
export function checkFactor(name: string, factor: number): void {
  if (!Number.isFinite(factor) || factor <= 0)
    throw new RangeError(`Cannot use ${name} ${factor}: expected a finite number above 0`);
}

/** @throws RangeError unless it is a whole number of steps, at least `least` */
export function checkSteps(
  steps: number,
  { least = 1, verb = 'schedule' }: { least?: number; verb?: string } = {},
): void {
  if (!Number.isSafeInteger(steps) || steps < least)
    throw new RangeError(`Cannot ${verb} ${steps} steps: expected a whole number, at least ${least}`);
}
