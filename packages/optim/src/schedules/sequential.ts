import { checkOptions } from '@zero-to-gpt/linalg';
import { type Schedule, scheduleOf } from './schedule.ts';
import { checkMilestones } from './step.ts';

/** Options of `schedules.sequential`. */
export interface SequentialOptions {
  /** Steps at which the next schedule takes over, one fewer than schedules, in ascending order. */
  readonly milestones: readonly number[];
}

/**
 * One schedule after the other, each counting from 0 when it takes over: as PyTorch's `SequentialLR`.
 * @throws RangeError unless the milestones ascend and are one fewer than the schedules
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * const warmup = schedules.linear({ lr: 1, startFactor: 0.25, steps: 3 });
 * const decay = schedules.exponential({ lr: 1, gamma: 0.5 });
 * [0, 1, 2, 3, 4, 5].map(schedules.sequential([warmup, decay], { milestones: [3] })); // → [0.25, 0.5, 0.75, 1, 0.5, 0.25]
 * ```
 */
export function sequential(parts: readonly Schedule[], options: SequentialOptions): Schedule {
  const { milestones } = checkOptions('schedules.sequential', options, ['milestones']);
  if (parts.length < 2) throw new RangeError(`Cannot put ${parts.length} schedules in sequence: expected at least 2`);
  if (milestones.length !== parts.length - 1)
    throw new RangeError(
      `Cannot put ${parts.length} schedules in sequence: found ${milestones.length} milestones, expected ${parts.length - 1}`,
    );
  checkMilestones(milestones);
  const starts = [0, ...milestones];
  return scheduleOf((step) => {
    const i = starts.findLastIndex((start) => step >= start);
    return parts[i]!(step - starts[i]!);
  });
}
