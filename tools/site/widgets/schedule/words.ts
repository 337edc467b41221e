import { digits, fixed } from '../kit/figures.ts';
import { complete, lastOf, letters, meanOf, type Run, runSteps } from './model.ts';
import { decaySteps, kinds, type Settings } from './recipe.ts';

/** A schedule in a few words: `cosine 0.1 → 0, warm-up 20, 400 steps`. */
export function brief({ kind, warmup, peak, final, steps }: Settings): string {
  const { title, uses } = kinds[kind];
  return [
    `${title} ${peak}${uses.includes('final') ? ` → ${final}` : ''}`,
    ...(warmup > 0 ? [`warm-up ${warmup}`] : []),
    ...(uses.includes('steps') ? [`${steps} steps`] : []),
  ].join(', ');
}

/** What a schedule does in the run, and what is wrong with it. */
export function scheduleSentence(settings: Settings, rates: readonly number[]): string {
  const { kind, warmup, peak, final, steps } = settings;
  const up = warmup > 0 ? `Up to ${peak} in ${warmup} steps, then ` : `${peak} at first, then `;
  const last = digits(rates.at(-1)!, 2);
  switch (kind) {
    case 'constant':
      return warmup > 0
        ? `Up to ${peak} in ${warmup} steps, and so it stays: the last step is as long as any.`
        : `${peak} at each of the ${runSteps} steps: the last one is as long as the first.`;
    case 'inverseSqrt':
      return `${up}down as one over the root of the step, to ${last} at the last one. It needs no horizon.`;
    case 'oneCycle':
      return `${warmup > 0 ? `Up to ${peak} in ${warmup} steps, then ` : `From ${peak} `}down along half a cosine to nearly nothing. ${horizon(steps, 0, last)}`;
    case 'linear':
      return `${up}in a line down to ${final}. ${horizon(steps, final, last)}`;
    case 'cosine':
      return `${up}along half a cosine down to ${final}. ${horizon(steps, final, last)}`;
    case 'warmupStableDecay':
      return `${warmup > 0 ? `Up to ${peak} in ${warmup} steps` : String(peak)}, level until step ${steps - decaySteps(steps)}, then in a line down to ${final}. ${horizon(steps, final, last)}`;
  }
}

/** Where the schedule ends, compared with the run. */
function horizon(steps: number, final: number, last: string): string {
  if (steps === runSteps) return `It ends where the run ends.`;
  if (steps > runSteps)
    return `It is made for ${steps} steps, and the run has ${runSteps}: the last one still has a rate of ${last}.`;
  return `It ends at step ${steps}: the other ${runSteps - steps} steps ${final > 0 ? `creep on at ${final}` : 'change nothing'}.`;
}

/** How a run came out, and beside the others. `line` is the loss of the best line. */
export function runSentence(run: Run, runs: readonly Run[], line: number): string {
  const name = `Run ${letters[run.lane]}`;
  const last = lastOf(run);
  const lost = last.filter((loss) => Number.isNaN(loss)).length;
  if (lost > 0)
    return `${name} diverged from ${lost} of ${last.length} starts: the rate is too large ${run.settings.warmup > 0 ? 'even after' : 'without'} a warm-up${run.settings.warmup > 0 ? ` of ${run.settings.warmup} steps` : ''}.`;
  const mean = meanOf(run);
  const told = `${name} ends at ${last.map((loss) => fixed(loss, 3)).join(', ')} from three starts, mean ${fixed(mean, 3)}.`;
  if (mean > line) return `${told} That is worse than the best line, ${fixed(line, 3)}.`;
  const others = runs.filter((other) => other !== run && complete(other) && !Number.isNaN(meanOf(other)));
  const best = others.toSorted((a, b) => meanOf(a) - meanOf(b))[0];
  if (!best) return `${told} The best line has ${fixed(line, 3)}. Now change one thing.`;
  const gap = fixed(Math.abs(mean - meanOf(best)), 3);
  if (Number(gap) === 0) return `${told} Run ${letters[best.lane]} has the same.`;
  return `${told} That is ${gap} ${mean < meanOf(best) ? 'lower' : 'higher'} than run ${letters[best.lane]}${others.length > 1 ? ', the best of the others' : ''}.`;
}
