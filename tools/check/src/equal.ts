import type { Calls } from './calls.ts';
import { CheckError } from './check-error.ts';
import { isArray, isList, readGrid } from './numbers.ts';
import type { WhatOptions } from './shape.ts';
import { describe, formatValue, isPromise, subject } from './words.ts';

/** Ends the step where two values differ in any part: texts, booleans, lists, plain objects, arrays number by number. */
export function equal(got: unknown, want: unknown, { what = 'result' }: WhatOptions, calls: Calls): void {
  if (same(got, want)) return;
  const name = calls.nameOf(got);
  const kind = kindName(got) === kindName(want) ? 'value' : 'type';
  const cure =
    got === undefined
      ? `: is a \`return\` missing${name ? ` in ${name}` : ''}?`
      : isPromise(got)
        ? `: write ${name ? `\`${name}\`` : 'the function'} without \`async\``
        : '';
  const [found, wanted] = [formatValue(got, 200), formatValue(want, 200)];
  throw new CheckError(
    kind,
    found.length + wanted.length <= 100
      ? `${subject(what)} ${found}, but ${wanted} is wanted${cure}`
      : `${subject(what)} not as wanted${cure}`,
    [
      ...(found.length + wanted.length <= 100 ? [] : [`Wanted: ${wanted}`, `Yours: ${found}`]),
      firstDifference(got, want),
      calls.describe(),
    ],
  );
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isArray(a) || isArray(b)) {
    const [x, y] = [readGrid(a), readGrid(b)];
    return !('problem' in x) && !('problem' in y) && same(x.shape, y.shape) && same(x.data, y.data);
  }
  if (isList(a) !== isList(b)) return false;
  if (isList(a) && isList(b)) return a.length === b.length && Array.from(a).every((x, i) => same(x, b[i]));
  if (isPromise(a) || isPromise(b)) return false;
  const [x, y] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return x.size === y.size && [...x].every(([key, value]) => y.has(key) && same(value, y.get(key)));
}

/** The first place of a list or text that differs. */
function firstDifference(got: unknown, want: unknown): string {
  const lists = (isList(got) && isList(want)) || (typeof got === 'string' && typeof want === 'string');
  if (!lists) return '';
  const [a, b] = [Array.from(got as ArrayLike<unknown>), Array.from(want as ArrayLike<unknown>)]; // texts are walked by characters
  if (a.length !== b.length) return `The length is ${a.length}, but ${b.length} is wanted`;
  const i = a.findIndex((x, k) => !same(x, b[k]));
  return a.length < 4
    ? ''
    : `The first difference is at place ${i}: ${formatValue(a[i])}, but ${formatValue(b[i])} is wanted`;
}

/** Coarse kind of a thing: a list is no text. */
function kindName(x: unknown): string {
  if (x === null || isPromise(x)) return describe(x);
  if (isArray(x)) return 'array';
  return isList(x) ? 'list' : typeof x;
}
