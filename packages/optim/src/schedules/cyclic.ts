import { checkOptions, math } from '@zero-to-gpt/linalg';
import { checkFactor, checkRate, checkSteps, type Schedule, scheduleOf } from './schedule.ts';

/** Options of `schedules.cyclic`. */
export interface CyclicOptions {
  /** Lowest learning rate: the first, and that between two cycles. */
  readonly lr: number;
  /** Highest rate of the first cycle. */
  readonly maxLr: number;
  /** Steps on the way up. */
  readonly stepSizeUp?: number;
  /** Steps on the way down. Default: as many. */
  readonly stepSizeDown?: number;
  /** Whether the peaks stay as high (`triangular`), halve with each cycle (`triangular2`), or shrink by gamma with each step (`expRange`). */
  readonly mode?: 'triangular' | 'triangular2' | 'expRange';
  /** Factor of `expRange`. */
  readonly gamma?: number;
}

/**
 * Straight up and down between two rates, again and again: as PyTorch's `CyclicLR` (which also turns momentum against it;
 * here momentum stays). Source: Smith 2017.
 * @throws RangeError for rates and horizons that cannot be
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * [0, 1, 2, 3, 4].map(schedules.cyclic({ lr: 0, maxLr: 1, stepSizeUp: 2 })); // → [0, 0.5, 1, 0.5, 0]
 * ```
 */
export function cyclic(options: CyclicOptions): Schedule {
  const {
    lr,
    maxLr,
    stepSizeUp = 2000,
    stepSizeDown = stepSizeUp,
    mode = 'triangular',
    gamma = 1,
  } = checkOptions('schedules.cyclic', options, ['lr', 'maxLr', 'stepSizeUp', 'stepSizeDown', 'mode', 'gamma']);
  checkRate('lr', lr);
  checkRate('maxLr', maxLr);
  if (maxLr < lr) throw new RangeError(`Cannot climb from lr ${lr} to maxLr ${maxLr}: maxLr must not be below lr`);
  checkSteps(stepSizeUp, { verb: 'climb for' });
  checkSteps(stepSizeDown, { verb: 'come down for' });
  checkFactor('gamma', gamma);
  if (!Object.hasOwn(scales, mode))
    throw new RangeError(`Cannot use mode ${mode}: expected one of ${Object.keys(scales).join(', ')}`);
  const length = stepSizeUp + stepSizeDown;
  return scheduleOf((step) => {
    const cycle = Math.floor(step / length);
    const at = step - cycle * length;
    const height = at < stepSizeUp ? at / stepSizeUp : 1 - (at - stepSizeUp) / stepSizeDown;
    return lr + (maxLr - lr) * height * scales[mode]({ cycle, step, gamma });
  });
}

interface Place {
  readonly cycle: number;
  readonly step: number;
  readonly gamma: number;
}

/** Height of the peaks against the first. */
const scales = {
  triangular: () => 1,
  triangular2: ({ cycle }: Place) => math.pow(0.5, cycle),
  expRange: ({ step, gamma }: Place) => math.pow(gamma, step),
} satisfies Record<NonNullable<CyclicOptions['mode']>, (place: Place) => number>;
