import type { Calls } from './calls.ts';
import { wrongShape } from './close.ts';
import { expectKind } from './expect-kind.ts';
import { sameShape } from './numbers.ts';

/** What a thing is called in messages. */
export interface WhatOptions {
  /** One noun: "The gradient has shape …". Default `result`. */
  readonly what?: string;
}

/** Ends the step where `got` is no array or list, or has another shape. */
export function shape(got: unknown, want: readonly number[], { what = 'result' }: WhatOptions, calls: Calls): void {
  const found = expectKind(
    got,
    want.length === 0 ? { kind: 'array', name: 'array', shape: want } : { kind: 'numbers', shape: want },
    { what, calls },
  );
  if (!sameShape(found.shape, want)) throw wrongShape(found, want, { what, calls });
}
