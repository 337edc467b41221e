import type { Calls } from './calls.ts';
import { CheckError } from './check-error.ts';
import { commonFactor, describeFactor } from './diagnosis/factor.ts';
import { near } from './diagnosis/relation.ts';
import { expectKind } from './expect-kind.ts';
import { isClose, type Numbers, readGrid, type Tolerance } from './numbers.ts';
import { count, formatNumber, owner } from './words.ts';

/** How slopes are found and compared. */
export interface GradOptions extends Tolerance {
  /** What the slopes are called, such as `['dL/dw', 'dL/db']`. Default `x[0]`, `x[1]`, … */
  readonly names?: readonly string[];
  /** What the whole is called in messages. Default `gradient`. */
  readonly what?: string;
  /** Step to each side. Default 1e-3. */
  readonly h?: number;
}

/** One slope: the learner's beside the numeric one. */
interface Row {
  readonly name: string;
  readonly got: number;
  readonly want: number;
  readonly ok: boolean;
}

/** Ends the step where `got` differs from the central differences (f(x + h) − f(x − h)) / 2h. */
export function grad(
  f: (x: number[]) => number,
  x: Numbers,
  got: unknown,
  { names, what = 'gradient', h = 1e-3, rtol = 1e-2, atol = 1e-3 }: GradOptions,
  calls: Calls,
): void {
  const at = readGrid(x);
  if ('problem' in at) throw new TypeError(`Cannot take slopes at ${typeof x}: numbers are wanted`);
  const sizes = calls.sizes();
  const call = calls.describe();
  const wanted = typeof x === 'number' || typeof got === 'number' ? 'number' : 'numbers';
  const kind = wanted === 'number' ? ({ kind: wanted } as const) : ({ kind: wanted, shape: at.shape } as const);
  const found = expectKind(got, at.data.length === 1 ? kind : { kind: 'numbers', shape: at.shape }, { what, calls });
  if (found.data.length !== at.data.length) {
    const message = `${owner(what)} ${count(found.data.length, 'slope')}, but ${at.data.length} are wanted: one for each number`;
    throw new CheckError('shape', message, [call]);
  }
  const rows = at.data.map((_, i): Row => {
    const want = slope(f, at.data, i, h);
    const own = found.data[i]!;
    return { name: names?.[i] ?? `x[${i}]`, got: own, want, ok: isClose(own, want, { rtol, atol }) };
  });
  const wrong = rows.filter((row) => !row.ok);
  if (wrong.length === 0) return;
  const cause = diagnoseSlopes(rows, wrong, sizes);
  const message = `${wrong.length} of ${count(rows.length, 'slope')} ${wrong.length === 1 ? 'is' : 'are'} wrong`;
  throw new CheckError('gradient', cause ? `${message}: ${cause}` : message, [...table(rows), call]);
}

function slope(f: (x: number[]) => number, x: readonly number[], i: number, h: number): number {
  const moved = (by: number): number => f(x.map((value, k) => (k === i ? value + by : value)));
  return (moved(h) - moved(-h)) / (2 * h);
}

function diagnoseSlopes(
  rows: readonly Row[],
  wrong: readonly Row[],
  sizes: ReturnType<Calls['sizes']>,
): string | undefined {
  const [got, want] = [wrong.map((row) => row.got), wrong.map((row) => row.want)];
  const nan = got.filter(Number.isNaN).length;
  if (nan > 0) return `${nan} ${nan === 1 ? 'is' : 'are'} NaN`;
  const subject = wrong.length === 1 ? 'it is' : wrong.length === rows.length ? 'each is' : 'each of those is';
  if (got.every((value) => value === 0)) return `${wrong.length === 1 ? 'it is' : 'all are'} 0`;
  const factor = commonFactor({ got, want: want.map((value) => (Math.abs(value) < 1e-6 ? 0 : value)) });
  if (factor !== undefined) {
    const { text, cure } = describeFactor(factor, sizes);
    if (near(factor, -1) || cure !== undefined || wrong.length > 1)
      return [`${subject} ${text}`, cure].filter(Boolean).join('. ');
  }
  const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
  if (wrong.length > 1 && sorted(got).every((value, i) => near(value, sorted(want)[i]!)))
    return 'these are the right slopes in another order';
  return undefined;
}

/** The slopes below each other, at most ten: all that are wrong come first where there are more. */
function table(rows: readonly Row[]): string[] {
  const shown = rows.length > 10 ? rows.toSorted((a, b) => Number(a.ok) - Number(b.ok)).slice(0, 10) : rows;
  const cells = [
    ['', 'slope', 'yours', 'numeric', 'yours / numeric'],
    ...shown.map(({ name, got, want, ok }) => [
      ok ? '✓' : '✗',
      name,
      formatNumber(got),
      formatNumber(want, 4),
      near(want, 0) ? '' : formatNumber(got / want, 3),
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const lines = cells.map((row) =>
    row
      .map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  return rows.length > shown.length ? [...lines, `and ${rows.length - shown.length} more`] : lines;
}
