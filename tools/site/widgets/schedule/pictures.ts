import { type Curve, chart } from '../kit/chart.ts';
import { html } from '../kit/elements.ts';
import { every, type Run, ratesFor, runSteps } from './model.ts';
import { kinds, type Settings } from './recipe.ts';

/** Where a loss is drawn that is no number any more: far above the picture. */
const lost = 1e9;

/** The rate of each step above the loss after it, on one axis of steps. */
export function schedulePictures(): {
  readonly element: HTMLElement;
  show(settings: Settings, runs: readonly Run[], line: number | null): void;
  stop(): void;
} {
  const rates = chart({ label: 'Learning rate at each step', height: 190 });
  const losses = chart({ label: 'Loss over the steps of each run', height: 240 });
  const steps = { domain: [0, runSteps] } as const;
  return {
    element: html(
      'div',
      { class: 'zgw-schedule' },
      html('figure', {}, html('figcaption', {}, 'Learning rate; thick: as set now'), rates.element),
      html('figure', {}, html('figcaption', {}, 'Loss on 392 cars, on a logarithmic scale'), losses.element),
    ),
    show(settings, runs, line) {
      const now = ratesFor(settings);
      const drawn = 'rates' in now ? [rateCurve(now.rates, 'zgw-schedule-now')] : [];
      const kept = runs.flatMap((run) => {
        const of = ratesFor(run.settings);
        return 'rates' in of ? [rateCurve(of.rates, `zgw-schedule-run zgw-lane-${run.lane}`)] : [];
      });
      const highest = Math.max(settings.peak, ...runs.map((run) => run.settings.peak));
      rates.show({
        x: steps,
        y: { domain: [0, highest * 1.08] },
        curves: [...kept, ...drawn],
        rules: drawn.length > 0 && endsEarly(settings) ? [{ axis: 'x', at: settings.steps, text: 'its end' }] : [],
        note: drawn.length === 0 ? 'there is no such schedule' : undefined,
      });
      losses.show({
        x: steps,
        y: { domain: [0.1, 1.5], log: true, ticks: [0.1, 0.2, 0.5, 1] },
        curves: runs.flatMap((run) =>
          run.losses.map((one) => ({
            class: `zgw-schedule-loss zgw-lane-${run.lane}`,
            points: one.map((loss, i) => [i * every, Number.isNaN(loss) ? lost : loss] as const),
          })),
        ),
        rules: line === null ? [] : [{ axis: 'y', at: line, text: 'the best line' }],
        note: runs.length === 0 ? 'Press Train' : undefined,
      });
    },
    stop() {
      rates.stop();
      losses.stop();
    },
  };
}

function endsEarly({ kind, steps }: Settings): boolean {
  return kinds[kind].uses.includes('steps') && steps < runSteps;
}

function rateCurve(rates: readonly number[], kind: string): Curve {
  return { class: kind, points: rates.map((rate, step) => [step, rate] as const) };
}
