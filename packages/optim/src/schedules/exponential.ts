import { checkOptions, math } from '@zero-to-gpt/linalg';
import { checkFactor, checkRate, type Schedule, scheduleOf } from './schedule.ts';

/** Options of `schedules.exponential`. */
export interface ExponentialOptions {
  /** First learning rate. */
  readonly lr: number;
  /** Factor from step to step. */
  readonly gamma: number;
}

/**
 * lr · gammaˢ at step s: as PyTorch's `ExponentialLR`.
 * @throws RangeError for rates that cannot be
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * [0, 1, 2].map(schedules.exponential({ lr: 1, gamma: 0.5 })); // → [1, 0.5, 0.25]
 * ```
 */
export function exponential(options: ExponentialOptions): Schedule {
  const { lr, gamma } = checkOptions('schedules.exponential', options, ['lr', 'gamma']);
  checkRate('lr', lr);
  checkFactor('gamma', gamma);
  return scheduleOf((step) => lr * math.pow(gamma, step));
}
