import type { Calls } from './calls.ts';
import { CheckError } from './check-error.ts';
import { type Grid, isArray, isList, readGrid, sizeOf, type Unreadable } from './numbers.ts';
import { article, className, describe, formatShape, isPromise, owner, subject } from './words.ts';

/** What a result should be: a number, an array of this class and shape, or numbers in any form but a single one. */
export type WantedKind =
  | { readonly kind: 'number' }
  | { readonly kind: 'array'; readonly name: string; readonly shape: readonly number[] }
  | { readonly kind: 'numbers'; readonly shape: readonly number[] };

/** The kind that a wanted value asks for. */
export function kindOf(want: unknown, shape: readonly number[]): WantedKind {
  if (typeof want === 'number') return { kind: 'number' };
  return isArray(want) ? { kind: 'array', name: className(want), shape } : { kind: 'numbers', shape };
}

/** The numbers of a result; ends the step where it is another kind of thing. */
export function expectKind(got: unknown, wanted: WantedKind, { what, calls }: { what: string; calls: Calls }): Grid {
  const fail = (cure: string | undefined, found = describe(got)): CheckError => {
    const message = `${subject(what)} ${found}, but ${phrase(wanted)} is wanted`;
    return new CheckError('type', cure === undefined ? message : `${message}: ${cure}`, [calls.describe()]);
  };
  if (got === undefined) throw new CheckError('type', missingReturn(what, calls), [calls.describe()]);
  if (isPromise(got)) throw new CheckError('type', promised(got, what, calls), [calls.describe()]);
  if (typeof got === 'function') throw fail('is it called, with `()` behind its name?');
  if (typeof got === 'string' && got.trim() !== '' && !Number.isNaN(Number(got)))
    throw fail('leave out the quotes, or use Number(…)');

  if (wanted.kind === 'number') {
    if (typeof got === 'number') return { shape: [], data: [got] };
    if (isArray(got) && sizeOf(got.shape) === 1) throw fail('read its one number with `.item()`');
    if (isList(got) && got.length === 1 && typeof got[0] === 'number') throw fail('read its one number with `[0]`');
    throw fail(undefined);
  }
  if (wanted.kind === 'array' && !isArray(got)) {
    if (typeof got === 'number') throw fail(wanted.shape.length === 0 ? 'wrap it in `array(…)`' : undefined);
    if (Array.isArray(got)) throw fail('wrap it in `array(…)`');
    throw fail(isList(got) ? `wrap it in \`fromData(…, ${formatShape(wanted.shape)})\`` : undefined);
  }
  if (typeof got === 'number') throw fail(undefined);
  const grid = readGrid(got);
  if ('problem' in grid) throw isArray(got) || isList(got) ? unreadable(grid, what, calls) : fail(undefined);
  return grid;
}

function phrase(wanted: WantedKind): string {
  if (wanted.kind === 'number') return 'a number';
  const name = wanted.kind === 'array' ? article(wanted.name) : wanted.shape.length > 1 ? 'a nested list' : 'a list';
  return `${name} of shape ${formatShape(wanted.shape)}`;
}

function missingReturn(what: string, calls: Calls): string {
  const name = calls.nameOf(undefined);
  return `${subject(what)} undefined: is a \`return\` missing${name ? ` in ${name}` : ''}?`;
}

function promised(got: unknown, what: string, calls: Calls): string {
  const name = calls.nameOf(got);
  return `${subject(what)} a promise: write ${name ? `\`${name}\`` : 'the function'} without \`async\``;
}

/** A list or an array that is not made of numbers in rows. */
function unreadable({ problem, index, found }: Unreadable, what: string, calls: Calls): CheckError {
  if (problem === 'closed') {
    const why = found instanceof Error ? found.message : String(found);
    return new CheckError('type', `${subject(what)} not to be read here: ${why}`, [calls.describe()]);
  }
  const at = formatShape(index);
  if (problem === 'freed')
    return new CheckError(
      'type',
      `${subject(what)} freed before it is returned: write \`const\` for \`using\`, or \`keep(…)\` it from its scope`,
      [calls.describe()],
    );
  const message =
    problem === 'ragged'
      ? `${owner(what)} rows of different length: at ${at} stands ${describe(found)}`
      : `The ${what} holds ${describe(found)} at ${at}, but numbers are wanted`;
  return new CheckError(problem === 'ragged' ? 'shape' : 'type', message, [calls.describe()]);
}
