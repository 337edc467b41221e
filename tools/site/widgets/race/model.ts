import type { Vector2 } from '../kit/vector.ts';
import type { RunnerName } from './names.ts';
import type { Runner } from './runners.ts';
import { floorOf, lossAt, type Surface } from './surfaces.ts';

/** A place on a way. */
export interface Place extends Vector2 {
  readonly loss: number;
}

/** One optimizer's way so far. */
export interface Lane {
  readonly name: RunnerName;
  readonly lr: number;
  readonly places: readonly Place[];
  /** Whether it has left for good: it takes no more steps. */
  readonly diverged: boolean;
}

/** Farther out than so many times the drawn part nobody comes back. */
const lost = 100;

/** Within this of the lowest loss, as a share of the start's height above it, one has arrived. */
const near = 1e-3;

/** All at the start. */
export function atStart(surface: Surface, start: Vector2, rates: readonly (readonly [RunnerName, number])[]): Lane[] {
  const loss = lossAt(surface, start);
  return rates.map(([name, lr]) => ({ name, lr, places: [{ ...start, loss }], diverged: false }));
}

/** Each lane with one more step; those that diverged stand. */
export function stepOn(surface: Surface, lanes: readonly Lane[], runners: readonly Runner[]): Lane[] {
  return lanes.map((lane, i) => {
    if (lane.diverged) return lane;
    const { x, y } = runners[i]!.step();
    const loss = lossAt(surface, { x, y });
    const gone = !(Math.abs(x) < lost * surface.reach && Math.abs(y) < lost * surface.reach) || !Number.isFinite(loss);
    return gone ? { ...lane, diverged: true } : { ...lane, places: [...lane.places, { x, y, loss }] };
  });
}

/** How far above the lowest loss a lane stands; those that diverged stand infinitely high. */
export function heightOf(surface: Surface, { places, diverged }: Lane): number {
  return diverged ? Infinity : Math.max(0, places.at(-1)!.loss - floorOf(surface));
}

/** Steps until a lane was within a thousandth of the lowest loss and stayed there; null where it has not come so far. */
export function arrivedAfter(surface: Surface, { places, diverged }: Lane): number | null {
  const floor = floorOf(surface);
  const height = near * (places[0]!.loss - floor);
  const away = places.findLastIndex(({ loss }) => loss - floor > height);
  return diverged || away === places.length - 1 ? null : away + 1;
}

/** The lanes from first to last: who has arrived by steps, then by height. */
export function ranking(surface: Surface, lanes: readonly Lane[]): Lane[] {
  const key = (lane: Lane): readonly [number, number] => [
    arrivedAfter(surface, lane) ?? Infinity,
    heightOf(surface, lane),
  ];
  return lanes.toSorted((one, other) => {
    const [[a, b], [c, d]] = [key(one), key(other)];
    return a !== c ? a - c : b === d ? 0 : b - d;
  });
}
