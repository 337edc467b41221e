import type { Run } from './run.ts';

/** A place in what the reader wrote, from 1. */
export interface Place {
  readonly line: number;
  readonly column?: number;
}

/** Lines of a stack in modules that were made here, the innermost first. */
export function frames(stack: string): { readonly url: string; readonly line: number; readonly column: number }[] {
  return [...stack.matchAll(/((?:blob|data):[^\s()]+?):(\d+):(\d+)/g)].map(([, url, line, column]) => ({
    url: url!,
    line: Number(line),
    column: Number(column),
  }));
}

/**
 * The reader's own place of one in the linked module. Lines are the same; in a line that linking has changed (types
 * went, imports came before it) the column counts from whichever end is unchanged, and is left out in between.
 */
export function placeIn({ code, linked }: Run, line: number, column: number): Place | undefined {
  const mine = code.split(/\r\n?|\n/)[line - 1];
  const made = linked?.code.split('\n')[line - 1];
  if (mine === undefined || made === undefined) return undefined;
  let same = 0;
  while (same < mine.length && mine[same] === made[same]) same++;
  if (column - 1 <= same && column - 1 <= mine.length) return { line, column };
  let end = 0;
  while (end < mine.length && mine.at(-1 - end) === made.at(-1 - end)) end++;
  const fromEnd = made.length - (column - 1);
  if (fromEnd <= end) return { line, column: mine.length - fromEnd + 1 };
  const found = lookFor(made.slice(column - 1).replace(/^\(/, ''), mine); // the value stands in added brackets
  return found === undefined ? { line } : { line, column: found + 1 };
}

/** Where a text, or as much of its beginning as there is, stands once in another. */
function lookFor(text: string, other: string): number | undefined {
  for (let length = text.length; length >= 3; length--) {
    const found = other.indexOf(text.slice(0, length));
    if (found >= 0) return other.lastIndexOf(text.slice(0, length)) === found ? found : undefined;
  }
  return undefined;
}
