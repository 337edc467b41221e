import { concat, NDArray, normalizeAxis, type Range, type Shape, zeros } from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { onArrays } from './on-arrays.ts';

/** A window, one entry an axis: the gradient is 0 outside it. */
export function slice<A extends Vocabulary<A>>(x: A, ranges: readonly (number | Range)[]): Traced<A> {
  const { shape } = x;
  return {
    name: 'slice',
    values: [x.slice(...ranges)],
    backward: (dys) => [placed(only(dys), shape, ranges)],
  };
}

/** Zeros of a shape with `x` in a window: the way back of `slice`, whose own way back is `slice`. */
export function place<A extends Vocabulary<A>>(x: A, shape: Shape, ranges: readonly (number | Range)[]): Traced<A> {
  return {
    name: 'place',
    values: [placed(x, shape, ranges)],
    backward: (dys) => [only(dys).slice(...ranges)],
  };
}

function placed<A extends Vocabulary<A>>(x: A, shape: Shape, ranges: readonly (number | Range)[]): A {
  if (!(x instanceof NDArray)) return run((a) => place(a, shape, ranges), x);
  const { dtype, device } = x;
  const out = zeros(shape, { dtype, device });
  const window = out.slice(...ranges);
  window.assign(x);
  window.dispose();
  return out as unknown as A; // Cast: A is NDArray here
}

/** Backwards along an axis, several, or all of them: so goes the gradient. */
export function flip<A extends Vocabulary<A>>(x: A, axis?: number | readonly number[]): Traced<A> {
  return { name: 'flip', values: [x.flip(axis)], backward: (dys) => [only(dys).flip(axis)] };
}

/** The elements moved on along an axis, those that fall off come in at the other end: back by as much. */
export function roll<A extends Vocabulary<A>>(x: A, shift: number, axis: number): Traced<A> {
  const at = normalizeAxis(axis, x.ndim);
  const length = Math.max(1, x.shape[at]!);
  const first = ((-shift % length) + length) % length; // what comes first afterwards
  const before = Array<Range>(at).fill({});
  const rolled = onArrays(
    x,
    (a) => concat([a.slice(...before, { start: first }), a.slice(...before, { stop: first })], { axis: at }),
    (a) => roll(a, shift, at),
  );
  return { name: 'roll', values: [rolled], backward: (dys) => [run((dy) => roll(dy, -shift, at), only(dys))] };
}
