import { type Grid, sameShape, sizeOf } from '../numbers.ts';
import { transpose } from './order.ts';
import { near } from './relation.ts';

/** Why a shape is another than the wanted one, and the cure; undefined where nothing is recognized. `data` is what is wanted there. */
export function diagnoseShape(got: Grid, want: readonly number[], data?: readonly number[]): string | undefined {
  const { shape } = got;
  if (shape.length === want.length && sameShape(shape.toSorted(ascending), want.toSorted(ascending))) {
    if (data && shape.length === 2) {
      const other = transpose(data, want[0]!, want[1]!);
      if (got.data.every((x, i) => near(x, other[i]!))) return 'this is the transpose, rows and columns are swapped';
    }
    return 'are two dimensions swapped?';
  }
  const without1 = (axes: readonly number[]): number[] => axes.filter((length) => length !== 1);
  if (sizeOf(shape) === sizeOf(want)) {
    if (sameShape(without1(shape), without1(want))) {
      const more = shape.length - want.length;
      if (more > 0) return 'an axis of length 1 is too many, by `keepdims` or a reshape?';
      return more < 0
        ? 'an axis of length 1 is missing, is `keepdims: true` forgotten?'
        : 'the axis of length 1 stands at the wrong place';
    }
    return shape.length === 1
      ? 'the numbers are flat, is a reshape missing?'
      : 'the numbers are as many, in other rows';
  }
  if (shape.length === 2 && want.length === 1 && shape[0] === want[0] && shape[1] === want[0])
    return `a column [${want[0]}, 1] met a row [${want[0]}], and broadcasting made a table of them`;
  if (sizeOf(shape) === 1 && sizeOf(want) > (shape.length === 0 ? 1 : 2))
    return 'all became one number, is an axis missing?';
  if (shape.length === want.length) return oneAxisOff(shape, want);
  const more = Math.abs(shape.length - want.length);
  return `${more === 1 ? 'one axis is' : `${more} axes are`} ${shape.length > want.length ? 'too many' : 'missing'}`;
}

/** Exactly one axis differs, by one. */
function oneAxisOff(shape: readonly number[], want: readonly number[]): string | undefined {
  const off = shape.flatMap((length, axis) => (length === want[axis] ? [] : [axis]));
  if (off.length !== 1) return undefined;
  const by = shape[off[0]!]! - want[off[0]!]!;
  const along = shape.length > 1 ? ` along axis ${off[0]}` : '';
  if (by === -1) return `one is missing${along}, does a loop stop too early?`;
  return by === 1 ? `one is too many${along}, does a loop go too far?` : undefined;
}

const ascending = (a: number, b: number): number => a - b;
