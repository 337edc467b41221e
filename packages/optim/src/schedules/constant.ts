import { checkOptions } from '@zero-to-gpt/linalg';
import { checkFactor, checkRate, checkSteps, type Schedule, scheduleOf } from './schedule.ts';

/** One learning rate for all steps. @throws RangeError unless it is a number of at least 0 */
export function constantSchedule(lr: number): Schedule {
  checkRate('lr', lr);
  return scheduleOf(() => lr);
}

/** Options of `schedules.constant`. */
export interface ConstantOptions {
  /** Learning rate. */
  readonly lr: number;
  /** Factor on it during the first `steps`. */
  readonly factor?: number;
  /** How long the factor holds. */
  readonly steps?: number;
}

/**
 * lr · factor for `steps` steps, then lr: as PyTorch's `ConstantLR`. Without these, lr throughout.
 * @throws RangeError for rates and horizons that cannot be
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * [0, 1, 2, 3].map(schedules.constant({ lr: 1, factor: 0.5, steps: 2 })); // → [0.5, 0.5, 1, 1]
 * ```
 */
export function constant(options: ConstantOptions): Schedule {
  const { lr, factor = 1, steps = 0 } = checkOptions('schedules.constant', options, ['lr', 'factor', 'steps']);
  checkRate('lr', lr);
  checkFactor('factor', factor);
  checkSteps(steps, { least: 0 });
  return scheduleOf((step) => (step < steps ? lr * factor : lr));
}
