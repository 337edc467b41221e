import type { TypedArray } from './dtype.ts';
import type { Shape } from './shape.ts';

/** Numbers in nested lists: what `array` takes and `toArray` gives. */
export type Nested = number | readonly Nested[];

/** Row-major elements as nested lists; a plain number for a scalar. */
export function nested(data: TypedArray, shape: Shape): Nested {
  const build = (axis: number, at: number): Nested =>
    axis === shape.length
      ? data[at]!
      : Array.from({ length: shape[axis]! }, (_, i) => build(axis + 1, at * shape[axis]! + i));
  return build(0, 0);
}
