import { checkOptions } from '@zero-to-gpt/linalg';
import { checkRate, checkSteps, type Schedule, scheduleOf } from './schedule.ts';

/** Options of `schedules.linear`. */
export interface LinearOptions {
  /** What the factors multiply. */
  readonly lr: number;
  /** Factor at step 0. */
  readonly startFactor?: number;
  /** Factor from step `steps` on. */
  readonly endFactor?: number;
  /** How many steps the way takes. */
  readonly steps: number;
}

/**
 * A straight line from lr · startFactor to lr · endFactor, then level: as PyTorch's `LinearLR`. By default it warms up from
 * a third; `startFactor: 1, endFactor: 0` decays to 0.
 * @throws RangeError for rates and horizons that cannot be
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * [0, 1, 2, 3, 4, 5].map(schedules.linear({ lr: 1, startFactor: 1, endFactor: 0, steps: 4 })); // → [1, 0.75, 0.5, 0.25, 0, 0]
 * ```
 */
export function linear(options: LinearOptions): Schedule {
  const {
    lr,
    startFactor = 1 / 3,
    endFactor = 1,
    steps,
  } = checkOptions('schedules.linear', options, ['lr', 'startFactor', 'endFactor', 'steps']);
  checkRate('lr', lr);
  checkRate('startFactor', startFactor);
  checkRate('endFactor', endFactor);
  checkSteps(steps);
  return scheduleOf((step) => lr * (startFactor + ((endFactor - startFactor) * Math.min(step, steps)) / steps));
}
