import { checkOptions } from '@zero-to-gpt/linalg';
import { checkDecay, checkWarmup, halfCosine, warmup } from './cosine.ts';
import { checkSteps, type Schedule, scheduleOf } from './schedule.ts';

/** Options of `schedules.warmupStableDecay`. */
export interface WarmupStableDecayOptions {
  /** Learning rate of the long middle part. */
  readonly lr: number;
  /** Learning rate from step `steps` on. */
  readonly minLr?: number;
  /** Steps of linear warm-up. */
  readonly warmupSteps?: number;
  /** Steps of the decay, the last of all. */
  readonly decaySteps: number;
  /** Number of training steps. */
  readonly steps: number;
  /** Form of the decay: how much of the way is done after a share of its steps. `sqrt` falls fast at first. */
  readonly shape?: 'linear' | 'cosine' | 'sqrt';
}

/** Factor on lr − minLr after a share of the decay. */
const shapes = {
  linear: (share: number) => 1 - share,
  cosine: (share: number) => halfCosine(1, 0, share),
  sqrt: (share: number) => 1 - Math.sqrt(share),
} satisfies Record<NonNullable<WarmupStableDecayOptions['shape']>, (share: number) => number>;

/**
 * Linear warm-up, one rate for long, then a short decay: a run may be prolonged by going back to before the decay, where
 * a cosine would have to begin anew. Source: Hu et al. 2024 (MiniCPM); shapes: Hägele et al. 2024.
 * @throws RangeError for rates and horizons that cannot be
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * const schedule = schedules.warmupStableDecay({ lr: 1, warmupSteps: 1, decaySteps: 4, steps: 100 });
 * [0, 1, 50, 96, 98, 100].map(schedule); // → [0.5, 1, 1, 1, 0.5, 0]
 * ```
 */
export function warmupStableDecay(options: WarmupStableDecayOptions): Schedule {
  const {
    lr,
    minLr = 0,
    warmupSteps = 0,
    decaySteps,
    steps,
    shape = 'linear',
  } = checkOptions('schedules.warmupStableDecay', options, [
    'lr',
    'minLr',
    'warmupSteps',
    'decaySteps',
    'steps',
    'shape',
  ]);
  checkDecay(lr, minLr);
  checkSteps(steps);
  checkWarmup(warmupSteps, steps);
  checkSteps(decaySteps, { verb: 'decay for' });
  if (warmupSteps + decaySteps > steps)
    throw new RangeError(
      `Cannot warm up for ${warmupSteps} and decay for ${decaySteps} of ${steps} steps: together they must not be above steps`,
    );
  if (!Object.hasOwn(shapes, shape))
    throw new RangeError(`Cannot use shape ${shape}: expected one of ${Object.keys(shapes).join(', ')}`);
  const start = steps - decaySteps;
  return scheduleOf((step) => {
    if (step < warmupSteps) return warmup(lr, warmupSteps, step);
    if (step < start) return lr;
    return step >= steps ? minLr : minLr + (lr - minLr) * shapes[shape]((step - start) / decaySteps);
  });
}
