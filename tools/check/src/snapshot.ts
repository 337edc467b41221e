import { CheckError } from './check-error.ts';
import { type Grid, isArray, isClose, isList, readGrid, sameShape } from './numbers.ts';
import { printGrids } from './print-grid.ts';
import { formatShape, formatValue } from './words.ts';

/** What a value held at one moment: numbers, or parts that hold numbers, or a thing that is not looked into. */
export type Snapshot =
  | { readonly kind: 'grid'; readonly grid: Grid }
  | { readonly kind: 'parts'; readonly parts: ReadonlyMap<string, Snapshot> }
  | { readonly kind: 'thing'; readonly value: unknown };

/** Copies arrays, lists and plain objects, four levels deep; anything else is kept as it is. */
export function snapshot(x: unknown, depth = 4): Snapshot {
  if (isArray(x) || isList(x)) {
    const grid = readGrid(x);
    if (!('problem' in grid)) return { kind: 'grid', grid };
  }
  if (depth === 0 || !hasParts(x)) return { kind: 'thing', value: x };
  return { kind: 'parts', parts: new Map(Object.entries(x).map(([key, part]) => [key, snapshot(part, depth - 1)])) };
}

function hasParts(x: unknown): x is object {
  if (typeof x !== 'object' || x === null || isArray(x)) return false;
  const prototype: unknown = Object.getPrototypeOf(x);
  return Array.isArray(x) || prototype === Object.prototype || prototype === null;
}

/** How a change is told. */
export interface Change {
  /** Such as "sorted changed its input `values`". */
  readonly who: string;
  /** The same for memory that was given back. */
  readonly freed: string;
  /** A last line, such as the call. */
  readonly call?: string;
}

/** Ends the step where a value no longer holds what it held. */
export function assertUnchanged(before: Snapshot, now: unknown, words: Change): void {
  if (before.kind === 'thing') {
    if (!Object.is(before.value, now))
      throw changed(words, [`Before: ${formatValue(before.value)}`, `After: ${formatValue(now)}`]);
    return;
  }
  if (before.kind === 'parts') {
    const parts = new Map(hasParts(now) ? Object.entries(now) : []);
    for (const [key, part] of before.parts) assertUnchanged(part, parts.get(key), words);
    const added = [...parts.keys()].find((key) => !before.parts.has(key));
    if (added !== undefined) throw changed(words, [`${added} was added: ${formatValue(parts.get(added))}`]);
    return;
  }
  const after = readGrid(now);
  if ('problem' in after) {
    if (after.problem === 'freed') throw new CheckError('mutation', words.freed, [words.call ?? '']);
    throw changed(words, [`After: ${formatValue(now)}`]);
  }
  const { grid } = before;
  if (!sameShape(grid.shape, after.shape))
    throw changed(words, [`Before it had shape ${formatShape(grid.shape)}, after it ${formatShape(after.shape)}`]);
  const marked = grid.data.map((x, i) => !isClose(x, after.data[i]!, { rtol: 0, atol: 0 }));
  if (marked.includes(true))
    throw changed(
      words,
      printGrids({ title: 'Before', grid }, { title: 'After, changes ‹marked›', grid: after }, marked),
    );
}

const changed = ({ who, call = '' }: Change, detail: readonly string[]): CheckError =>
  new CheckError('mutation', `${who}: work on a copy`, [...detail, call]);
