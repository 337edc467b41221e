import { checkOptions, math } from '@zero-to-gpt/linalg';
import { checkFactor, checkRate, checkSteps, type Schedule, scheduleOf } from './schedule.ts';

/** Options of `schedules.step`. */
export interface StepOptions {
  /** First learning rate. */
  readonly lr: number;
  /** Number of steps at each rate. */
  readonly stepSize: number;
  /** Factor from one rate to the next. */
  readonly gamma?: number;
}

/**
 * Multiplied by `gamma` after every `stepSize` steps: as PyTorch's `StepLR`.
 * @throws RangeError for rates and horizons that cannot be
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * [0, 1, 2, 3, 4].map(schedules.step({ lr: 1, stepSize: 2, gamma: 0.5 })); // → [1, 1, 0.5, 0.5, 0.25]
 * ```
 */
export function step(options: StepOptions): Schedule {
  const { lr, stepSize, gamma = 0.1 } = checkOptions('schedules.step', options, ['lr', 'stepSize', 'gamma']);
  checkRate('lr', lr);
  checkSteps(stepSize, { verb: 'keep a learning rate for' });
  checkFactor('gamma', gamma);
  return scheduleOf((at) => lr * math.pow(gamma, Math.floor(at / stepSize)));
}

/** Options of `schedules.multiStep`. */
export interface MultiStepOptions {
  /** First learning rate. */
  readonly lr: number;
  /** Steps at which the rate changes, in ascending order. */
  readonly milestones: readonly number[];
  /** Factor at each of them. */
  readonly gamma?: number;
}

/**
 * Multiplied by `gamma` at each milestone: as PyTorch's `MultiStepLR`.
 * @throws RangeError for rates that cannot be, and milestones that do not ascend
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * [0, 1, 2, 3].map(schedules.multiStep({ lr: 1, milestones: [1, 3], gamma: 0.5 })); // → [1, 0.5, 0.5, 0.25]
 * ```
 */
export function multiStep(options: MultiStepOptions): Schedule {
  const { lr, milestones, gamma = 0.1 } = checkOptions('schedules.multiStep', options, ['lr', 'milestones', 'gamma']);
  checkRate('lr', lr);
  checkFactor('gamma', gamma);
  checkMilestones(milestones);
  const at = [...milestones];
  return scheduleOf((step) => lr * math.pow(gamma, at.filter((milestone) => step >= milestone).length));
}

/** @throws RangeError unless milestones are whole numbers above 0 that ascend */
export function checkMilestones(milestones: readonly number[]): void {
  if (milestones.length === 0) throw new RangeError('Cannot change the learning rate: found no milestones');
  for (const [i, milestone] of milestones.entries()) {
    if (!Number.isSafeInteger(milestone) || milestone < 1)
      throw new RangeError(`Cannot use milestone ${milestone}: expected a whole number, at least 1`);
    if (i > 0 && milestone <= milestones[i - 1]!)
      throw new RangeError(`Cannot use milestone ${milestone} after ${milestones[i - 1]}: milestones must ascend`);
  }
}
