import { quantile } from '@zero-to-gpt/build/bench';
import { alignedTable, digits } from '../table.ts';

/** One measurement, in milliseconds a step. */
export interface Measured {
  /** The step with clocks around the kernels. */
  readonly wall: number;
  /** How long the calling thread ran in it. */
  readonly running: number;
  /** The kernels, by part. */
  readonly parts: ReadonlyMap<string, number>;
  /** A step without clocks, measured next to it. */
  readonly plain: number;
}

/** Where a step's time goes. */
export interface Account {
  /** Milliseconds a step: the kernels by part, the largest first, then `tape` and `idle`. */
  readonly parts: readonly { readonly part: string; readonly milliseconds: number }[];
  /** Their sum. */
  readonly sum: number;
  /** A step without clocks. */
  readonly step: number;
  /** |sum ÷ step − 1|. */
  readonly difference: number;
}

/**
 * Medians of the measurements. `idle` is the time in which the calling thread did not run: it waited for helpers, or the
 * machine for other programs. It is taken off the kernels in proportion, as the clocks run on meanwhile. `tape` is what
 * is left: graph, arrays, memory, batches, and the clocks themselves.
 */
export function account(measured: readonly Measured[]): Account {
  const median = (f: (m: Measured) => number) => quantile(measured.map(f), 0.5);
  const kernels = (m: Measured) => [...m.parts.values()].reduce((a, b) => a + b, 0);
  const idle = (m: Measured) => Math.min(Math.max(0, m.wall - m.running), kernels(m));
  const names = [...new Set(measured.flatMap((m) => [...m.parts.keys()]))];
  const parts = names
    .map((part) => {
      const milliseconds = median((m) => (m.parts.get(part) ?? 0) * (1 - idle(m) / (kernels(m) || 1)));
      return { part, milliseconds };
    })
    .sort((a, b) => b.milliseconds - a.milliseconds);
  parts.push({ part: 'tape', milliseconds: median((m) => m.wall - kernels(m)) });
  parts.push({ part: 'idle', milliseconds: median(idle) });
  const sum = parts.reduce((total, { milliseconds }) => total + milliseconds, 0);
  const step = median((m) => m.plain);
  return { parts, sum, step, difference: Math.abs(sum / step - 1) };
}

/** The account as a Markdown table. */
export function accountTable({ parts, sum, step, difference }: Account): string {
  const share = (milliseconds: number) => `${((100 * milliseconds) / sum).toFixed(1)} %`;
  const rows = [...parts, { part: 'sum', milliseconds: sum }];
  const cells = [
    ['part', 'ms a step', 'share'],
    ['---', '---:', '---:'],
    ...rows.map(({ part, milliseconds }) => [part, digits(milliseconds), share(milliseconds)]),
  ];
  const close = `The step without clocks takes ${digits(step)} ms: the parts add up to it within ${(100 * difference).toFixed(1)} %.`;
  return `${alignedTable(cells)}\n\n${close}`;
}
