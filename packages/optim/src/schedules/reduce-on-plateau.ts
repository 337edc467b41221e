import { checkOptions, type NDArray } from '@zero-to-gpt/linalg';
import { checkRate, checkSteps } from './schedule.ts';

/** Options of `schedules.reduceOnPlateau`. */
export interface ReduceOnPlateauOptions {
  /** First learning rate. */
  readonly lr: number;
  /** Whether the measure is to fall (a loss) or to rise (an accuracy). */
  readonly mode?: 'min' | 'max';
  /** Factor of each reduction, below 1. */
  readonly factor?: number;
  /** How many measures in a row may be no better; the next such one reduces the rate. */
  readonly patience?: number;
  /** How much better a measure must be to count. */
  readonly threshold?: number;
  /** Whether the threshold is a share of the best measure (`rel`) or a difference to it (`abs`). */
  readonly thresholdMode?: 'rel' | 'abs';
  /** How many measures after a reduction are not counted. */
  readonly cooldown?: number;
  /** Lowest learning rate. */
  readonly minLr?: number;
  /** Reductions by no more than this are not made. */
  readonly eps?: number;
}

const plateauOptions = [
  'lr',
  'mode',
  'factor',
  'patience',
  'threshold',
  'thresholdMode',
  'cooldown',
  'minLr',
  'eps',
] as const;

/** A learning rate that follows a measure, not the step's number, and therefore has a state. */
export interface ReduceOnPlateau {
  /** Learning rate now. */
  readonly lr: number;
  /** Takes the next measure (a validation loss, say) and gives the learning rate from here on. @throws RangeError for NaN */
  step(measure: number): number;
  /** Everything but the options that decides the next rates. */
  stateDict(): Map<string, number>;
  /** Takes such a state over. @throws RangeError that lists all keys that are missing, unknown or wrong; nothing is changed then */
  loadStateDict(state: ReadonlyMap<string, NDArray | number>): void;
}

/** What is remembered. */
interface Plateau {
  lr: number;
  best: number;
  badSteps: number;
  cooldownLeft: number;
}

/**
 * Multiplies the rate by `factor` once a measure has not improved for more than `patience` calls in a row: as PyTorch's
 * `ReduceLROnPlateau`. Call it once an epoch, or after each evaluation.
 * @throws RangeError for options that cannot be
 *
 * @example
 * ```ts
 * import { schedules } from '@zero-to-gpt/optim';
 * const plateau = schedules.reduceOnPlateau({ lr: 1, factor: 0.5, patience: 1 });
 * [3, 2, 2, 2, 1].map((loss) => plateau.step(loss)); // → [1, 1, 1, 0.5, 0.5]
 * ```
 */
export function reduceOnPlateau(options: ReduceOnPlateauOptions): ReduceOnPlateau {
  checkOptions('schedules.reduceOnPlateau', options, plateauOptions);
  const { lr, mode = 'min', factor = 0.1, patience = 10, threshold = 1e-4, thresholdMode = 'rel' } = options;
  const { cooldown = 0, minLr = 0, eps = 1e-8 } = options;
  for (const [name, rate] of Object.entries({ lr, threshold, minLr, eps })) checkRate(name, rate);
  if (!(factor > 0 && factor < 1))
    throw new RangeError(`Cannot reduce by factor ${factor}: expected a number above 0 and below 1`);
  if (minLr > lr) throw new RangeError(`Cannot reduce lr ${lr} to minLr ${minLr}: minLr must not be above lr`);
  checkSteps(patience, { least: 0, verb: 'be patient for' });
  checkSteps(cooldown, { least: 0, verb: 'cool down for' });
  if (mode !== 'min' && mode !== 'max') throw new RangeError(`Cannot use mode ${mode}: expected min or max`);
  if (thresholdMode !== 'rel' && thresholdMode !== 'abs')
    throw new RangeError(`Cannot use thresholdMode ${thresholdMode}: expected rel or abs`);

  const sign = mode === 'min' ? -1 : 1;
  const better = (measure: number, best: number): boolean => {
    const margin = sign * threshold;
    const bar = thresholdMode === 'rel' ? best * (1 + margin) : best + margin;
    return mode === 'min' ? measure < bar : measure > bar;
  };
  const state: Plateau = { lr, best: -sign * Number.POSITIVE_INFINITY, badSteps: 0, cooldownLeft: 0 };
  return {
    get lr() {
      return state.lr;
    },
    step(measure) {
      if (Number.isNaN(measure)) throw new RangeError('Cannot look for a plateau: the measure is NaN');
      if (better(measure, state.best)) {
        state.best = measure;
        state.badSteps = 0;
      } else state.badSteps += 1;
      if (state.cooldownLeft > 0) {
        state.cooldownLeft -= 1;
        state.badSteps = 0;
      }
      if (state.badSteps > patience) {
        const reduced = Math.max(state.lr * factor, minLr);
        if (state.lr - reduced > eps) state.lr = reduced;
        state.cooldownLeft = cooldown;
        state.badSteps = 0;
      }
      return state.lr;
    },
    stateDict: () => new Map(Object.entries(state)),
    loadStateDict: (saved) => load(state, saved),
  };
}

const wanted = {
  lr: { words: 'a finite number, at least 0', accepts: (x: number) => Number.isFinite(x) && x >= 0 },
  best: { words: 'a number', accepts: (x: number) => !Number.isNaN(x) },
  badSteps: { words: 'a whole number, at least 0', accepts: isCount },
  cooldownLeft: { words: 'a whole number, at least 0', accepts: isCount },
} satisfies Record<keyof Plateau, { words: string; accepts: (x: number) => boolean }>;

function load(state: Plateau, saved: ReadonlyMap<string, NDArray | number>): void {
  const keys = Object.keys(wanted) as (keyof Plateau)[]; // the record has exactly these
  if (!(saved instanceof Map))
    throw new TypeError('Cannot load the state of a plateau: expected a Map of numbers, as of stateDict()');
  const problems = [...saved.keys()]
    .filter((key) => !Object.hasOwn(wanted, key))
    .map((key) => `"${key}" is not a key of it`);
  const next: Plateau = { ...state };
  for (const key of keys) {
    const value = saved.get(key);
    if (typeof value === 'number' && wanted[key].accepts(value)) next[key] = value;
    else
      problems.push(
        `"${key}" is ${typeof value === 'object' ? 'an array' : (value ?? 'missing')}, expected ${wanted[key].words}`,
      );
  }
  if (problems.length > 0) throw new RangeError(`Cannot load the state of a plateau: ${problems.join('\n  ')}`);
  Object.assign(state, next);
}

function isCount(x: number): boolean {
  return Number.isSafeInteger(x) && x >= 0;
}
