import { length, type Vector2 } from '../kit/vector.ts';

/** What faces each other multiplied and added up. */
export function dot(u: Vector2, v: Vector2): number {
  return u.x * v.x + u.y * v.y;
}

/** Cosine of the angle between two arrows, from −1 to 1; null where one of them has no length. */
export function cosine(u: Vector2, v: Vector2): number | null {
  const lengths = length(u) * length(v);
  return lengths > 0 ? Math.max(-1, Math.min(1, dot(u, v) / lengths)) : null;
}

/** Degrees of an angle with this cosine. */
export function degrees(cosine: number): number {
  return (Math.acos(cosine) * 180) / Math.PI;
}

/** How many copies of v make the shadow of u on its line; null where v has no length. */
export function copies(u: Vector2, v: Vector2): number | null {
  const square = dot(v, v);
  return square > 0 ? dot(u, v) / square : null;
}

/** The shadow of u on the line of v, its projection; null where v has no length. */
export function shadow(u: Vector2, v: Vector2): Vector2 | null {
  const times = copies(u, v);
  return times === null ? null : { x: times * v.x, y: times * v.y };
}
