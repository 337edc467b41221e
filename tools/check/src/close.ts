import type { Calls } from './calls.ts';
import { CheckError } from './check-error.ts';
import { diagnose } from './diagnosis/diagnose.ts';
import { diagnoseShape } from './diagnosis/shapes.ts';
import { expectKind, kindOf } from './expect-kind.ts';
import { type Grid, isClose, type Numbers, readGrid, sameShape, type Tolerance } from './numbers.ts';
import { printGrids } from './print-grid.ts';
import { formatPair, formatShape, owner, subject } from './words.ts';

/** How closely numbers are compared, and what they are called. */
export interface CloseOptions extends Tolerance {
  /** What the messages call it, one noun: "The gradient has shape …". Default `result`. */
  readonly what?: string;
}

/** Ends the step where `got` is another kind of thing than `want`, has another shape, or holds other numbers. */
export function close(
  got: unknown,
  want: Numbers,
  { what = 'result', ...tolerance }: CloseOptions,
  calls: Calls,
): void {
  const wanted = readGrid(want);
  if ('problem' in wanted) throw new TypeError(`Cannot compare with ${typeof want}: numbers are wanted`);
  const found = expectKind(got, kindOf(want, wanted.shape), { what, calls });
  if (!sameShape(found.shape, wanted.shape)) throw wrongShape(found, wanted.shape, { what, calls, data: wanted.data });
  const wrong = found.data.map((x, i) => !isClose(x, wanted.data[i]!, tolerance));
  if (wrong.includes(true)) throw wrongValues(found, wanted, { what, calls, wrong });
}

/** Says both shapes, and what may have happened. */
export function wrongShape(
  found: Grid,
  shape: readonly number[],
  { what, calls, data }: { what: string; calls: Calls; data?: readonly number[] },
): CheckError {
  const message = `${owner(what)} shape ${formatShape(found.shape)}, but ${formatShape(shape)} is wanted`;
  const cause = diagnoseShape(found, shape, data);
  return new CheckError('shape', cause ? `${message}: ${cause}` : message, [calls.describe()]);
}

function wrongValues(
  found: Grid,
  wanted: Grid,
  { what, calls, wrong }: { what: string; calls: Calls; wrong: readonly boolean[] },
): CheckError {
  const { shape } = wanted;
  const cause = diagnose({
    got: found.data,
    want: wanted.data,
    shape,
    wrong,
    inputs: calls.inputs(),
    sizes: calls.sizes(),
  });
  const tail = cause ? `: ${cause}` : '';
  if (wrong.length === 1) {
    const [got, want] = formatPair(found.data[0]!, wanted.data[0]!).map((x) => inBrackets(x, shape.length));
    return new CheckError('value', `${subject(what)} ${got}, but ${want} is wanted${tail}`, [calls.describe()]);
  }
  const n = wrong.filter(Boolean).length;
  const message = `${n} of ${wrong.length} values of the ${what} ${n === 1 ? 'is' : 'are'} wrong${tail}`;
  const grids = printGrids(
    { title: 'Wanted', grid: wanted },
    { title: 'Yours, wrong values ‹marked›', grid: found },
    wrong,
  );
  return new CheckError('value', message, [...grids, calls.describe()]);
}

/** One number as it stands in a list of so many axes. */
const inBrackets = (x: string, axes: number): string => `${'['.repeat(axes)}${x}${']'.repeat(axes)}`;
