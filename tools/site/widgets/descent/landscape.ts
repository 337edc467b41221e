import type { DescentOptions } from './about.ts';
import {
  deviation,
  type Line,
  limit,
  loss,
  lowest,
  type Moments,
  momentsOf,
  roundRates,
  standardised,
} from './model.ts';

type Range = readonly [low: number, high: number];

/** What is walked on: the loss, the part of it that is drawn, and the rates that are offered. */
export interface Landscape {
  readonly moments: Moments;
  readonly w: Range;
  readonly b: Range;
  readonly start: Line;
  readonly best: Line;
  /** Whether a unit is as long across as up, so that a round bowl looks round. */
  readonly equalUnits: boolean;
  /** Loss at the best line. */
  readonly floor: number;
  readonly rates: readonly number[];
  readonly rate: number;
}

/** The landscape that a lesson asked for, in raw units or with x standardised. */
export function landscape(options: DescentOptions, scaled: boolean): Landscape {
  const raw = options.moments ?? momentsOf(options.points);
  if (!(deviation(raw) > 0)) throw new RangeError('Cannot show descent: all x are equal, wanted samples that differ');
  const moments = scaled ? standardised(raw) : raw;
  const start = { w: options.start[0]!, b: options.start[1]! };
  const best = lowest(moments);
  const views = scaled === options.scaled ? options : { w: null, b: null, rate: null, rates: null };
  const longest = limit(moments);
  const [low, high] = views.rates ?? [longest / 100, longest * 1.3];
  return {
    moments,
    start,
    best,
    equalUnits: scaled && !views.w,
    floor: loss(moments, best),
    w: views.w ?? around(best.w, start.w),
    b: views.b ?? around(best.b, start.b),
    rates: roundRates(low, high),
    rate: views.rate ?? longest / 10,
  };
}

/** Wide enough for the start on one side and as much on the other. */
function around(best: number, start: number): Range {
  const reach = 1.35 * Math.max(1, Math.abs(best - start));
  return [best - reach, best + reach];
}
