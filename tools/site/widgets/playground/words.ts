import { digits } from '../kit/figures.ts';
import { bends, sets } from './names.ts';
import type { Plan, Score } from './network.ts';

/** How far a network is. */
export interface Standing {
  /** Steps taken. */
  readonly steps: number;
  readonly score: Score;
  readonly dead: number;
  /** Share of right answers and loss of the best line. */
  readonly line: Score;
}

/** What is to be seen before the first step. */
export function startSentence({ set, units, bend }: Pick<Plan, 'set' | 'units' | 'bend'>): string {
  const made = bend === 'none' ? 'without a bend' : `with ${bends[bend]}`;
  return `${sets[set].words}, and ${units} hidden ${units === 1 ? 'unit' : 'units'} ${made}, whose weights are drawn at random: nothing has been learned yet.`;
}

/** How good the border is, and what holds it back. */
export function sentence(plan: Plan, { steps, score, dead, line }: Standing): string {
  const after = `After ${steps} ${steps === 1 ? 'step' : 'steps'}`;
  if (!Number.isFinite(score.loss))
    return `${after} the loss is no longer a number: a rate of ${plan.rate} is too large here.`;
  const said = `${after} ${percent(score.right)} of the points are right; the best line has ${percent(line.right)}.`;
  if (plan.bend === 'none') return `${said} Without a bend it is a line, whatever the number of units.`;
  if (dead === plan.units)
    return `${said} All ${plan.units === 1 ? 'that there is' : plan.units} of its units are dead: it says the same to every point.`;
  if (dead > 0) return `${said} Of ${plan.units} units ${dead} ${dead === 1 ? 'is' : 'are'} dead.`;
  return said;
}

/** `99.8 %` */
export function percent(share: number): string {
  return `${digits(100 * share, 3)} %`;
}
