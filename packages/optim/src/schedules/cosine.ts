import { checkOptions, math } from '@zero-to-gpt/linalg';
import { checkFactor, checkRate, checkSteps, type Schedule, scheduleOf } from './schedule.ts';

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
 * of a warm-up of w steps has lr · (s + 1) / (w + 1), and a later one minLr + ½ (1 + cos(π (s − w) / (steps − w))) (lr − minLr).
 * Without warm-up it is PyTorch's `CosineAnnealingLR` up to `steps`, after which that one climbs again.
 * Source: Loshchilov & Hutter 2017.
 * @throws RangeError where the warm-up leaves no step for the cosine, or minLr is above lr
 *
 * @example
 * ```ts
 * import { cosineSchedule } from '@zero-to-gpt/optim';
 * const schedule = cosineSchedule({ lr: 1, minLr: 0.1, warmupSteps: 3, steps: 103 });
 * [0, 1, 2, 3, 103].map(schedule); // → [0.25, 0.5, 0.75, 1, 0.1]
 * ```
 */
export function cosineSchedule(options: CosineScheduleOptions): Schedule {
  const {
    lr,
    minLr = 0,
    warmupSteps = 0,
    steps,
  } = checkOptions('cosineSchedule', options, ['lr', 'minLr', 'warmupSteps', 'steps']);
  checkDecay(lr, minLr);
  checkSteps(steps);
  checkWarmup(warmupSteps, steps);
  return scheduleOf((step) => {
    if (step < warmupSteps) return warmup(lr, warmupSteps, step);
    return step >= steps ? minLr : halfCosine(lr, minLr, (step - warmupSteps) / (steps - warmupSteps));
  });
}

/** Options of `schedules.cosineWarmRestarts`. */
export interface CosineWarmRestartsOptions {
  /** Learning rate at the start of each cycle. */
  readonly lr: number;
  /** What each cycle falls to. */
  readonly minLr?: number;
  /** Length of the first cycle. */
  readonly steps: number;
  /** How many times as long each cycle is as the one before: a whole number. */
  readonly factor?: number;
}

/**
 * Half a cosine from `lr` down to `minLr`, again and again: as PyTorch's `CosineAnnealingWarmRestarts` (SGDR).
 * Source: Loshchilov & Hutter 2017.
 * @throws RangeError for rates and horizons that cannot be
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * const schedule = schedules.cosineWarmRestarts({ lr: 1, steps: 2, factor: 2 });
 * [0, 1, 2, 4, 6].map((step) => schedule(step).toFixed(3)); // → ['1.000', '0.500', '1.000', '0.500', '1.000']
 * ```
 */
export function cosineWarmRestarts(options: CosineWarmRestartsOptions): Schedule {
  const {
    lr,
    minLr = 0,
    steps,
    factor = 1,
  } = checkOptions('schedules.cosineWarmRestarts', options, ['lr', 'minLr', 'steps', 'factor']);
  checkDecay(lr, minLr);
  checkSteps(steps);
  checkFactor('factor', factor);
  if (!Number.isSafeInteger(factor)) throw new RangeError(`Cannot use factor ${factor}: expected a whole number`);
  return scheduleOf((step) => {
    let [start, length] = [0, steps];
    if (factor === 1) start = Math.floor(step / steps) * steps;
    else
      while (step >= start + length) {
        start += length;
        length *= factor;
      }
    return halfCosine(lr, minLr, (step - start) / length);
  });
}

/** @throws RangeError unless a rate may decay from lr to minLr */
export function checkDecay(lr: number, minLr: number): void {
  checkRate('lr', lr);
  checkRate('minLr', minLr);
  if (minLr > lr) throw new RangeError(`Cannot decay from lr ${lr} to minLr ${minLr}: minLr must not be above lr`);
}

/** @throws RangeError unless the warm-up leaves a step for what comes after it */
export function checkWarmup(warmupSteps: number, steps: number): void {
  checkSteps(warmupSteps, { least: 0, verb: 'warm up for' });
  if (warmupSteps >= steps)
    throw new RangeError(`Cannot warm up for ${warmupSteps} of ${steps} steps: warmupSteps must be below steps`);
}

/** The rate of a step of a linear warm-up, which never is 0. */
export function warmup(lr: number, warmupSteps: number, step: number): number {
  return (lr * (step + 1)) / (warmupSteps + 1);
}

/** From `from` to `to` along half a cosine; `share` is how much of the way is done. */
export function halfCosine(from: number, to: number, share: number): number {
  return to + 0.5 * (1 + math.cos(Math.PI * share)) * (from - to);
}
