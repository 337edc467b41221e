/** A point of the plane, or the arrow to it from the origin. */
export interface Vector2 {
  readonly x: number;
  readonly y: number;
}

/** The arrow's length. */
export function length({ x, y }: Vector2): number {
  return Math.sqrt(x * x + y * y);
}
