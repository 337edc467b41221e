import { Value } from '../kit/value.ts';
import type { Vector2 } from '../kit/vector.ts';

/** A place to walk down. */
export interface Surface {
  /** In the list that readers choose from. */
  readonly title: string;
  /** One sentence: what is hard about it. */
  readonly trouble: string;
  /** The loss of two weights. */
  loss(a: Value, b: Value): Value;
  /** Where it is lowest. */
  readonly lowest: readonly Vector2[];
  /** The part that is drawn: from −reach to reach across, up and down by the shape of the picture. */
  readonly reach: number;
  readonly start: Vector2;
}

export type SurfaceName = 'valley' | 'diagonal' | 'saddle' | 'ridge';

/** The surfaces, by name. */
export const surfaces: Readonly<Record<SurfaceName, Surface>> = {
  valley: {
    title: 'narrow valley along an axis',
    trouble: 'b is curved 40 times as strongly as a, and the largest rate that b bears is small for a.',
    loss: (a, b) => a.mul(a).mul(0.5).add(b.mul(b).mul(20)), // curvatures 1 and 40
    lowest: [{ x: 0, y: 0 }],
    reach: 3,
    start: { x: -2.5, y: 1 },
  },
  diagonal: {
    title: 'the same valley, turned by 45°',
    trouble: 'The valley is as narrow, but no weight by itself is the flat one.',
    loss: (a, b) => a.add(b).pow(2).mul(0.25).add(a.sub(b).pow(2).mul(10)), // the same two, along (1, 1) and (1, −1)
    lowest: [{ x: 0, y: 0 }],
    reach: 3,
    start: { x: -2.475, y: -1.061 }, // the other start, turned
  },
  saddle: {
    title: 'saddle',
    trouble: 'Towards the middle the slopes die out; the ways down lead up and down from there.',
    loss: (a, b) => a.mul(a).sub(b.mul(b)).mul(0.5).add(b.pow(4).mul(0.25)), // lowest at b = ±1
    lowest: [
      { x: 0, y: 1 },
      { x: 0, y: -1 },
    ],
    reach: 2.4,
    start: { x: -2, y: 0.01 },
  },
  ridge: {
    title: 'ridge across the way',
    trouble: 'A ridge lies before the lowest place; who comes to rest in the hollow before it stays there.',
    loss: (a, b) => a.mul(a).mul(0.25).add(b.mul(b).mul(0.5)).add(a.add(1).pow(2).mul(-8).exp().mul(0.3)),
    lowest: [{ x: 0, y: 0 }],
    reach: 3,
    start: { x: -2.6, y: 0.8 },
  },
};

/** Height of a surface at a place, and its slopes there, by the engine of chapter 5. */
export function slopesAt(surface: Surface, { x, y }: Vector2): { readonly loss: number; readonly slopes: Vector2 } {
  const [a, b] = [new Value(x), new Value(y)];
  const loss = surface.loss(a, b);
  loss.backward();
  return { loss: loss.data, slopes: { x: a.grad, y: b.grad } };
}

/** Height of a surface at a place. */
export function lossAt(surface: Surface, { x, y }: Vector2): number {
  return surface.loss(new Value(x), new Value(y)).data;
}

/** The lowest loss. */
export function floorOf(surface: Surface): number {
  return Math.min(...surface.lowest.map((place) => lossAt(surface, place)));
}
