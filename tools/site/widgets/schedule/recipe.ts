import { type Schedule, schedules } from '../kit/schedules.ts';

/** What a reader sets. */
export interface Settings {
  readonly kind: Kind;
  /** Steps of warm-up. */
  readonly warmup: number;
  /** The highest rate. */
  readonly peak: number;
  /** The rate at the end. */
  readonly final: number;
  /** Where the schedule ends. */
  readonly steps: number;
}

/** The schedules to choose from. */
export type Kind = 'constant' | 'linear' | 'cosine' | 'warmupStableDecay' | 'inverseSqrt' | 'oneCycle';

/** Settings that one schedule uses and another does not. */
export type Part = 'warmup' | 'final' | 'steps';

/** A schedule's name in the list, and what it uses beside the highest rate. */
export const kinds: Readonly<Record<Kind, { readonly title: string; readonly uses: readonly Part[] }>> = {
  constant: { title: 'always the same', uses: ['warmup'] },
  linear: { title: 'a line down', uses: ['warmup', 'final', 'steps'] },
  cosine: { title: 'cosine', uses: ['warmup', 'final', 'steps'] },
  warmupStableDecay: { title: 'level, then down', uses: ['warmup', 'final', 'steps'] },
  inverseSqrt: { title: 'inverse square root', uses: ['warmup'] },
  oneCycle: { title: 'one cycle', uses: ['warmup', 'steps'] },
};

/** A schedule as it is written: a call of the package, or two of them one behind the other. */
type Recipe = Call | { readonly first: Call; readonly second: Call; readonly milestone: number };

interface Call {
  readonly name: Kind;
  readonly options: Readonly<Record<string, number | Fraction>>;
}

/** A division that stays one in the code, where it says more than its result. */
interface Fraction {
  readonly over: readonly [number, number];
}

/** The schedule of chapter 6 for these settings. @throws RangeError, the package's own, for what cannot be */
export function scheduleFor(settings: Settings): Schedule {
  return made(recipe(settings));
}

/** The code that makes it: one line, or three where a line up stands before it. */
export function codeFor(settings: Settings): string {
  const whole = recipe(settings);
  if (!('first' in whole)) return `const schedule = ${written(whole)};`;
  return [
    `const up = ${written(whole.first)};`,
    `const then = ${written(whole.second)};`,
    `const schedule = schedules.sequential([up, then], { milestones: [${whole.milestone}] });`,
  ].join('\n');
}

function recipe({ kind, warmup, peak: lr, final, steps }: Settings): Recipe {
  const minLr = final > 0 ? { minLr: final } : {};
  const warmupSteps = warmup > 0 ? { warmupSteps: warmup } : {};
  switch (kind) {
    case 'constant':
      return warmed(warmup, lr, { name: kind, options: { lr } });
    case 'linear': {
      const endFactor = final > 0 ? { over: [final, lr] as const } : 0;
      return warmed(warmup, lr, { name: kind, options: { lr, startFactor: 1, endFactor, steps: steps - warmup } });
    }
    case 'cosine':
      return { name: kind, options: { lr, ...minLr, ...warmupSteps, steps } };
    case 'warmupStableDecay':
      return { name: kind, options: { lr, ...minLr, ...warmupSteps, decaySteps: decaySteps(steps), steps } };
    case 'inverseSqrt':
      return { name: kind, options: { lr, warmupSteps: warmup } };
    case 'oneCycle':
      return { name: kind, options: { lr, steps, pctStart: warmup > 0 ? { over: [warmup, steps] } : 0 } };
  }
}

/** The last fifth of all steps. */
export function decaySteps(steps: number): number {
  return Math.max(1, Math.round(steps / 5));
}

/** With a line up before it, whose step s has lr · (s + 1) / (w + 1), as the cosine's has. */
function warmed(warmup: number, lr: number, then: Call): Recipe {
  if (warmup === 0) return then;
  const options = { lr, startFactor: { over: [1, warmup + 1] as const }, steps: warmup };
  return { first: { name: 'linear', options }, second: then, milestone: warmup };
}

function made(recipe: Recipe): Schedule {
  if ('first' in recipe)
    return schedules.sequential([made(recipe.first), made(recipe.second)], { milestones: [recipe.milestone] });
  const options = Object.entries(recipe.options).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : value.over[0] / value.over[1],
  ]);
  return schedules[recipe.name](Object.fromEntries(options) as never); // written above for this schedule, which checks it
}

function written({ name, options }: Call): string {
  const parts = Object.entries(options).map(
    ([option, value]) => `${option}: ${typeof value === 'number' ? value : value.over.join(' / ')}`,
  );
  return `schedules.${name}({ ${parts.join(', ')} })`;
}
