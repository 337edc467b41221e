import { clip as clipArray } from '@zero-to-gpt/linalg';
import { only, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { onArrays } from './on-arrays.ts';

/** −1, 0 or 1: flat. */
export function sign<A extends Vocabulary<A>>(x: A): Traced<A> {
  return flat('sign', x.sign());
}

/** Largest whole number at most x: flat. */
export function floor<A extends Vocabulary<A>>(x: A): Traced<A> {
  return flat('floor', x.floor());
}

/** Smallest whole number at least x: flat. */
export function ceil<A extends Vocabulary<A>>(x: A): Traced<A> {
  return flat('ceil', x.ceil());
}

/** The nearest multiple of 10^−decimals: flat. */
export function round<A extends Vocabulary<A>>(x: A, decimals: number): Traced<A> {
  return flat('round', x.round({ decimals }));
}

/** Remainder a − b·⌊a/b⌋: da = dy, db = −dy·⌊a/b⌋. */
export function mod<A extends Vocabulary<A>>(a: A, b: A | number): Traced<A> {
  const y = a.mod(b);
  return {
    name: 'mod',
    values: [y],
    saved: typeof b === 'number' ? [] : [a, b, y],
    backward: (dys, needs) => [only(dys), needs[1] ? only(dys).mul(a.sub(y).div(b)).neg() : null],
  };
}

/** Held between `low` and `high`: the gradient passes from there to there, ends included. */
export function clip<A extends Vocabulary<A>>(x: A, low: number, high: number): Traced<A> {
  const clipped = onArrays(
    x,
    (a) => clipArray(a, low, high),
    (a) => clip(a, low, high),
  );
  return {
    name: 'clip',
    values: [clipped],
    saved: [x],
    backward: (dys) => [only(dys).mul(x.greaterEqual(low)).mul(x.lessEqual(high))],
  };
}

/** A step function, whose slope is 0 wherever it has one. */
function flat<A extends Vocabulary<A>>(name: string, y: A): Traced<A> {
  return { name, values: [y], backward: (dys) => [only(dys).mul(0)] };
}
