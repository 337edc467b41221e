import { checkOptions } from '@zero-to-gpt/linalg';
import { halfCosine } from './cosine.ts';
import { checkFactor, checkRate, checkSteps, type Schedule, scheduleOf } from './schedule.ts';

/** Options of `schedules.oneCycle`. */
export interface OneCycleOptions {
  /** Highest learning rate. */
  readonly lr: number;
  /** Number of training steps; the last one, number `steps` − 1, has the lowest rate. */
  readonly steps: number;
  /** Share of the steps on the way up. */
  readonly pctStart?: number;
  /** The first rate is lr / divFactor. */
  readonly divFactor?: number;
  /** The last rate is the first one / finalDivFactor. */
  readonly finalDivFactor?: number;
  /** Form of the ways up and down. */
  readonly anneal?: 'cos' | 'linear';
  /** Comes down to the first rate as fast as it went up, and only then on to the last. */
  readonly threePhase?: boolean;
}

/**
 * Up from lr / divFactor to lr, then down to far below where it began: as PyTorch's `OneCycleLR` (which also turns momentum
 * against it; here momentum stays). After the last step the rate stays where it is. Source: Smith & Topin 2018.
 * @throws RangeError for rates and horizons that cannot be
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * const schedule = schedules.oneCycle({ lr: 1, steps: 10, pctStart: 0.5, divFactor: 4, finalDivFactor: 10 });
 * [0, 4, 9].map((step) => schedule(step).toFixed(3)); // → ['0.250', '1.000', '0.025']
 * ```
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const {
    lr,
    steps,
    pctStart = 0.3,
    divFactor = 25,
    finalDivFactor = 1e4,
    anneal = 'cos',
    threePhase = false,
  } = checkOptions('schedules.oneCycle', options, [
    'lr',
    'steps',
    'pctStart',
    'divFactor',
    'finalDivFactor',
    'anneal',
    'threePhase',
  ]);
  checkRate('lr', lr);
  checkSteps(steps, { least: 2 });
  checkFactor('divFactor', divFactor);
  checkFactor('finalDivFactor', finalDivFactor);
  if (!(pctStart >= 0 && pctStart <= (threePhase ? 0.5 : 1)))
    throw new RangeError(`Cannot use pctStart ${pctStart}: expected a share from 0 to ${threePhase ? 0.5 : 1}`);
  if (anneal !== 'cos' && anneal !== 'linear')
    throw new RangeError(`Cannot use anneal ${anneal}: expected cos or linear`);
  const first = lr / divFactor;
  const last = first / finalDivFactor;
  const up = pctStart * steps - 1; // the step with the highest rate, not always a whole one
  const corners: readonly (readonly [end: number, from: number, to: number])[] = threePhase
    ? [
        [up, first, lr],
        [2 * pctStart * steps - 2, lr, first],
        [steps - 1, first, last],
      ]
    : [
        [up, first, lr],
        [steps - 1, lr, last],
      ];
  const between = anneal === 'cos' ? halfCosine : line;
  return scheduleOf((step) => {
    let start = 0;
    for (const [end, from, to] of corners) {
      if (step <= end && end === start) return to;
      if (step <= end) return between(from, to, (step - start) / (end - start));
      start = end;
    }
    return last;
  });
}

function line(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
