import { checkOptions, math } from '@zero-to-gpt/linalg';
import { checkFactor, checkRate, checkSteps, type Schedule, scheduleOf } from './schedule.ts';

/** Options of `schedules.polynomial`. */
export interface PolynomialOptions {
  /** First learning rate. */
  readonly lr: number;
  /** Where it reaches 0. */
  readonly steps: number;
  /** Degree: 1 is a straight line. */
  readonly power?: number;
}

/**
 * lr · (1 − s / steps) to a power at step s, then 0: as PyTorch's `PolynomialLR`.
 * @throws RangeError for rates and horizons that cannot be
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * [0, 1, 2, 3].map(schedules.polynomial({ lr: 1, steps: 2, power: 2 })); // → [1, 0.25, 0, 0]
 * ```
 */
export function polynomial(options: PolynomialOptions): Schedule {
  const { lr, steps, power = 1 } = checkOptions('schedules.polynomial', options, ['lr', 'steps', 'power']);
  checkRate('lr', lr);
  checkSteps(steps);
  checkFactor('power', power);
  return scheduleOf((step) => lr * math.pow(1 - Math.min(step, steps) / steps, power));
}
