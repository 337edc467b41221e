import { parseHTML } from 'linkedom';
import type { Metrics } from './metrics.ts';

/** What stands in the picture beside the losses. */
export interface LossPlotOptions {
  /** Loss of counting pairs, drawn as a rule. */
  baseline?: number;
  /** Title above the curves. */
  title?: string;
}

const points = 600; // more than a screen shows side by side

/** Means of neighbouring losses, so that a long run stays a small file and a readable curve. */
function thin(metrics: readonly Metrics[]): { step: number; loss: number }[] {
  const width = Math.max(1, Math.ceil(metrics.length / points));
  const means: { step: number; loss: number }[] = [];
  for (let i = 0; i < metrics.length; i += width) {
    const part = metrics.slice(i, i + width);
    means.push({
      step: part[part.length - 1]!.step,
      loss: part.reduce((sum, { loss }) => sum + loss, 0) / part.length,
    });
  }
  return means;
}

/** The loss curve as an SVG file: training loss as a line, validation losses as dots on it, the baseline as a dashed rule. */
export async function lossPlot(
  metrics: readonly Metrics[],
  { baseline, title = 'Loss' }: LossPlotOptions = {},
): Promise<string> {
  const Plot = await import('@observablehq/plot'); // 100 ms to load: not for every command
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const validation = metrics.filter(({ valLoss }) => valLoss !== undefined);
  const blue = '#4269d0';
  const orange = '#c2560b';
  const end = metrics[metrics.length - 1];
  const svg = Plot.plot({
    document,
    width: 760,
    height: 420,
    marginLeft: 48,
    marginTop: 60,
    style: { background: 'white', color: '#222', fontFamily: 'system-ui, sans-serif', fontSize: '12px' },
    x: { label: 'step →', domain: [0, Math.max(1, end?.step ?? 1)] },
    y: { label: null, grid: true, nice: true },
    marks: [
      Plot.text([title], { frameAnchor: 'top-left', dx: -40, dy: -44, fontSize: 15, fontWeight: 'bold' }),
      Plot.text(['↑ loss (nats per character)'], { frameAnchor: 'top-left', dx: -40, dy: -20 }),
      ...(baseline === undefined
        ? []
        : [
            Plot.ruleY([baseline], { stroke: '#666', strokeDasharray: '6 4' }),
            Plot.text([`bigram baseline ${baseline.toFixed(2)}`], {
              y: baseline,
              frameAnchor: 'right',
              textAnchor: 'end',
              dy: -8,
              fill: '#444',
            }),
          ]),
      Plot.lineY(thin(metrics), { x: 'step', y: 'loss', stroke: blue, strokeWidth: 1.5 }),
      Plot.lineY(validation, { x: 'step', y: 'valLoss', stroke: orange }),
      Plot.dot(validation, { x: 'step', y: 'valLoss', fill: orange, r: 3 }),
      Plot.text(['training'], { frameAnchor: 'top-right', dx: -70, dy: -20, fill: blue, textAnchor: 'end' }),
      Plot.text(['validation'], { frameAnchor: 'top-right', dy: -20, fill: orange, textAnchor: 'end' }),
    ],
  });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', title);
  return `${svg.outerHTML}\n`;
}
