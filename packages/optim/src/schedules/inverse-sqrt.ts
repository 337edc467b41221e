import { checkOptions } from '@zero-to-gpt/linalg';
import { checkRate, checkSteps, type Schedule, scheduleOf } from './schedule.ts';

/** Options of `schedules.inverseSqrt`. */
export interface InverseSqrtOptions {
  /** Highest learning rate, reached at the end of the warm-up. */
  readonly lr: number;
  /** Steps of linear warm-up. */
  readonly warmupSteps: number;
}

/**
 * Linear warm-up of w steps, then lr · √(w / (s + 1)) at step s: that of the first transformer, which needs no horizon
 * (there lr is 1 / √(dModel · w)). Source: Vaswani et al. 2017, section 5.3.
 * @throws RangeError for rates and horizons that cannot be
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * [0, 1, 3, 15].map(schedules.inverseSqrt({ lr: 1, warmupSteps: 4 })); // → [0.25, 0.5, 1, 0.5]
 * ```
 */
export function inverseSqrt(options: InverseSqrtOptions): Schedule {
  const { lr, warmupSteps } = checkOptions('schedules.inverseSqrt', options, ['lr', 'warmupSteps']);
  checkRate('lr', lr);
  checkSteps(warmupSteps, { verb: 'warm up for' });
  return scheduleOf((step) => lr * Math.min((step + 1) / warmupSteps, Math.sqrt(warmupSteps / (step + 1))));
}
