import { descend, type Line, loss, type Moments } from './model.ts';

/** A place on the way. */
export interface Place extends Line {
  readonly loss: number;
}

/** The way so far, from the start to here. */
export interface Walk {
  readonly places: readonly Place[];
  /** Whether the last step ended higher than it began. */
  readonly rose: boolean;
  /** Whether the numbers have become too large to go on. */
  readonly lost: boolean;
}

/** Loss above which a walk is lost: it would only grow. */
const tooHigh = 1e30;

/** A walk that has not begun. */
export function startAt(moments: Moments, { w, b }: Line): Walk {
  return { places: [{ w, b, loss: loss(moments, { w, b }) }], rose: false, lost: false };
}

/** The walk with one more step. */
export function walkOn(moments: Moments, walk: Walk, rate: number): Walk {
  const here = walk.places.at(-1)!;
  const next = descend(moments, here, rate);
  const there = { ...next, loss: loss(moments, next) };
  return {
    places: [...walk.places, there],
    rose: there.loss > here.loss * (1 + 1e-12) + 1e-12,
    lost: !(there.loss < tooHigh),
  };
}
