import { math } from '@zero-to-gpt/linalg';

/** Learning rate of each step, counted from 0. */
export type Schedule = (step: number) => number;

/** One learning rate for all steps. @throws RangeError unless it is a number of at least 0 */
export function constantSchedule(lr: number): Schedule {
  checkRate('lr', lr);
  return () => lr;
}

/** Options of `cosineSchedule`. */
export interface CosineScheduleOptions {
  /** Highest learning rate, reached after the warm-up. */
  readonly lr: number;
  /** Learning rate from step `steps` on. */
  readonly minLr?: number;
  /** Steps of linear warm-up. */
  readonly warmupSteps?: number;
  /** Where the cosine ends: the number of training steps. */
  readonly steps: number;
}

/**
 * Linear warm-up, then half a cosine from `lr` down to `minLr`, then `minLr`: nanoGPT's `get_lr` (train.py), where step s
 * of a warm-up of w steps has lr · (s + 1) / (w + 1), and a later one minLr + ½ (1 + math.cos(π (s − w) / (steps − w))) (lr − minLr).
 * @throws RangeError where the warm-up leaves no step for the cosine, or minLr is above lr
 *
 * @example
 * ```ts
 * import { cosineSchedule } from '@zero-to-gpt/optim';
 * const schedule = cosineSchedule({ lr: 1, minLr: 0.1, warmupSteps: 3, steps: 103 });
 * [0, 1, 2, 3, 103].map(schedule); // → [0.25, 0.5, 0.75, 1, 0.1]
 * ```
 */
export function cosineSchedule({ lr, minLr = 0, warmupSteps = 0, steps }: CosineScheduleOptions): Schedule {
  checkRate('lr', lr);
  checkRate('minLr', minLr);
  if (minLr > lr) throw new RangeError(`Cannot decay from lr ${lr} to minLr ${minLr}: minLr must not be above lr`);
  if (!Number.isSafeInteger(steps) || steps < 1)
    throw new RangeError(`Cannot schedule ${steps} steps: expected a whole number, at least 1`);
  if (!Number.isSafeInteger(warmupSteps) || warmupSteps < 0)
    throw new RangeError(`Cannot warm up for ${warmupSteps} steps: expected a whole number, at least 0`);
  if (warmupSteps >= steps)
    throw new RangeError(`Cannot warm up for ${warmupSteps} of ${steps} steps: warmupSteps must be below steps`);
  return (step) => {
    if (step < warmupSteps) return (lr * (step + 1)) / (warmupSteps + 1);
    if (step >= steps) return minLr;
    return minLr + 0.5 * (1 + math.cos((Math.PI * (step - warmupSteps)) / (steps - warmupSteps))) * (lr - minLr);
  };
}

function checkRate(name: string, rate: number): void {
  if (!Number.isFinite(rate) || rate < 0)
    throw new RangeError(`Cannot use ${name} ${rate}: expected a finite number, at least 0`);
}
