import {
  where as choose,
  concat as concatArrays,
  empty,
  NDArray,
  normalizeAxis,
  type Range,
  type Shape,
  zeros,
} from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';

/** Arrays laid side by side along an axis: each takes its window of the gradient. */
export function concat<A extends Vocabulary<A>>(inputs: readonly A[], axis: number): Traced<A> {
  const first = inputs[0];
  const y =
    first === undefined || first instanceof NDArray
      ? (concatArrays(inputs as readonly unknown[] as NDArray[], { axis }) as unknown as A) // Casts: A is NDArray here
      : run((...xs) => concat(xs, axis), ...inputs);
  const at = normalizeAxis(axis, y.ndim);
  const lengths = inputs.map((x) => x.shape[at]!);
  return {
    name: 'concat',
    values: [y],
    backward(dys, needs) {
      let start = 0;
      return lengths.map((length, i) => {
        const range = { start, stop: start + length };
        start = range.stop;
        return needs[i] ? only(dys).slice(...Array<Range>(at).fill({}), range) : null;
      });
    },
  };
}

/** Arrays of one shape along a new axis: each takes its position of the gradient. */
export function stack<A extends Vocabulary<A>>(inputs: readonly A[], axis: number): Traced<A> {
  const { values, backward } = concat(
    inputs.map((x) => x.unsqueeze(axis)),
    axis,
  );
  return {
    name: 'stack',
    values,
    backward: (dys, needs) => backward(dys, needs).map((dx) => dx?.squeeze(axis) ?? null),
  };
}

/** Equal parts along an axis, as views: their gradients are laid side by side. */
export function split<A extends Vocabulary<A>>(x: A, parts: number, axis: number): Traced<A> {
  const { shape } = x;
  return {
    name: 'split',
    values: x.split(parts, { axis }),
    backward(dys) {
      const places = dys.flatMap((dy, i) => (dy ? [i] : []));
      return [run((...given) => beside(given, { shape, parts, places, axis }), ...dys.filter((dy) => dy !== null))];
    },
  };
}

/** Where the parts of a split go back to. */
interface Places {
  /** What was split. */
  readonly shape: Shape;
  readonly parts: number;
  /** The place of each part that is there; the others are 0. */
  readonly places: readonly number[];
  readonly axis: number;
}

/** Equal parts put back into their places. */
function beside<A extends Vocabulary<A>>(given: readonly A[], to: Places): Traced<A> {
  const first = given[0]!; // a rule without any gradient does not go back
  const { shape, parts, places, axis } = to;
  const values =
    first instanceof NDArray
      ? [putBeside(given as readonly unknown[] as NDArray[], to) as unknown as A] // Casts: A is NDArray here
      : [run((...more) => beside(more, to), ...given)];
  return {
    name: 'beside',
    values,
    backward(dys) {
      const back = only(dys)
        .reshape(...shape)
        .split(parts, { axis });
      return places.map((i) => back[i]!);
    },
  };
}

function putBeside(given: readonly NDArray[], { shape, parts, places, axis }: Places): NDArray {
  const { dtype, device } = given[0]!;
  const out = places.length < parts ? zeros(shape, { dtype, device }) : empty(shape, { dtype, device });
  for (const [i, part] of out.split(parts, { axis }).entries()) {
    const from = places.indexOf(i);
    if (from >= 0) part.assign(given[from]!);
  }
  return out;
}

/** `a` where the mask is 1, else `b`: each gets the gradient where it was taken. Numbers are constants. */
export function where<A extends Vocabulary<A>>(mask: NDArray, a: A | number, b: A | number): Traced<A> {
  return {
    name: 'where',
    values: [either(mask, a, b)],
    saved: [mask],
    backward(dys, needs) {
      const dy = only(dys);
      const of = typeof a === 'number' ? 0 : 1; // where b's gradient stands
      return [
        ...(typeof a === 'number' ? [] : [needs[0] ? either(mask, dy, 0) : null]),
        ...(typeof b === 'number' ? [] : [needs[of] ? either(mask, 0, dy) : null]),
      ];
    },
  };
}

function either<A extends Vocabulary<A>>(mask: NDArray, a: A | number, b: A | number): A {
  if (isConstant(a) && isConstant(b)) return choose(mask, a, b) as unknown as A; // Cast: A is NDArray where one is
  if (typeof a === 'number') return run((y) => where(mask, a, y), b as A); // Cast: not both are numbers here
  if (typeof b === 'number') return run((x) => where(mask, x, b), a);
  return run((x, y) => where(mask, x, y), a, b);
}

function isConstant(x: unknown): x is NDArray | number {
  return typeof x === 'number' || x instanceof NDArray;
}
